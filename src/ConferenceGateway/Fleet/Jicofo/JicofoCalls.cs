using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Prosody;
using Polly;

namespace ConferenceGateway.Fleet.Jicofo;

/// <summary>What became of a move of people from a bridge.</summary>
internal abstract record MoveAnswer
{
    private MoveAnswer()
    {
    }

    /// <summary>So many were asked to move. Whether they came elsewhere, the bridges' reports say.</summary>
    public sealed record Asked(int People, int Conferences) : MoveAnswer;

    /// <summary>Jicofo knows no such room, or no such bridge.</summary>
    public sealed record NotThere : MoveAnswer;

    /// <summary>It was not done, and why, in English for the log.</summary>
    public sealed record Failed(string Why) : MoveAnswer;
}

/// <summary>
/// Asks Jicofo to move people away from a bridge. The bridge has to drain already, and Jicofo to know it, or they may be
/// put back there. Where they go is Jicofo's choice.
/// </summary>
internal sealed class JicofoCalls(FleetClient client, TimeProvider time)
{
    private const int MostBytes = 1024 * 1024;

    // More than are in any conference: Jicofo takes at most as many as there are. A part of one would come back.
    private const int Whole = 100_000;

    private readonly ConcurrentDictionary<ServerAddress, ResiliencePipeline> _pipelines = new();

    /// <summary>Moves one whole conference away from a bridge.</summary>
    public async Task<MoveAnswer> MoveConferenceAsync(Shard shard, Bridge bridge, RoomName room, CancellationToken cancellation = default)
    {
        try
        {
            return await FindAsync(shard, room, cancellation) is { } conference
                ? await MoveAsync(shard, string.Create(CultureInfo.InvariantCulture, $"/move-endpoints/move-endpoints?bridge={Uri.EscapeDataString(bridge.Nickname)}&conference={Uri.EscapeDataString(conference)}&numEndpoints={Whole}"), cancellation)
                : new MoveAnswer.NotThere();
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new MoveAnswer.Failed($"{shard.Jicofo}: {Patience.Explain(e)}");
        }
    }

    /// <summary>Moves everybody away from a bridge.</summary>
    public async Task<MoveAnswer> MoveAllAsync(Shard shard, Bridge bridge, CancellationToken cancellation = default)
    {
        try
        {
            return await MoveAsync(shard, $"/move-endpoints/move-fraction?bridge={Uri.EscapeDataString(bridge.Nickname)}&fraction=1", cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new MoveAnswer.Failed($"{shard.Jicofo}: {Patience.Explain(e)}");
        }
    }

    /// <summary>The address of that room's conference as Jicofo writes it; null = it has none.</summary>
    public Task<string?> FindAsync(Shard shard, RoomName room, CancellationToken cancellation = default) =>
        AskAsync(shard, "/debug/conferences", answer =>
        {
            if (!answer.IsJson(isOwn: true))
                return null;
            var reader = new Utf8JsonReader(answer.Body);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } conference && RoomAddress.TryRead(conference, out var name) && name == room)
                    return conference;
            }

            return null;
        }, cancellation);

    /// <summary>Asks Jicofo something and reads what it answers, within the time limit.</summary>
    public async Task<T> AskAsync<T>(Shard shard, string path, Func<Answer, T> read, CancellationToken cancellation)
    {
        var pipeline = _pipelines.GetOrAdd(shard.Jicofo, _ => Patience.Pipeline(time));
        return await pipeline.ExecuteAsync(async stop =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shard.Jicofo.Uri, path));
            using var answer = await client.SendAsync(request, MostBytes, stop);
            return read(answer);
        }, cancellation);
    }

    private Task<MoveAnswer> MoveAsync(Shard shard, string path, CancellationToken cancellation) => AskAsync<MoveAnswer>(shard, path, answer =>
    {
        // "Not found: …" comes out of Jicofo as an inner fault, 500.
        if (answer.Status == HttpStatusCode.InternalServerError && answer.Body.StartsWith("Not found"u8))
            return new MoveAnswer.NotThere();
        if (!answer.IsJson(isOwn: true))
            return new MoveAnswer.Failed("moving people is switched off in Jicofo (jicofo.rest.move-endpoints)");
        using var json = JsonDocument.Parse(answer.Body.ToArray());
        return json.RootElement.TryGetProperty("movedEndpoints"u8, out var people) && people.TryGetInt32(out var moved)
            && json.RootElement.TryGetProperty("conferences"u8, out var conferences) && conferences.TryGetInt32(out var rooms)
            ? new MoveAnswer.Asked(moved, rooms)
            : new MoveAnswer.Failed("Jicofo answered something else than how many it moves");
    }, cancellation);
}
