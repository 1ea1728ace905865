using System.Collections.Frozen;
using System.Text.Json;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Prosody;

/// <summary>
/// Prosody's <c>/room-size</c>, where there is no census: asked for the rooms that everybody left who had come through the
/// gateway. Whoever is in one all the same came another way, and the next one who comes has to find them.
/// </summary>
internal sealed class RoomSizes(Shard shard, FleetClient client, ConnectionTable connections, TimeProvider time)
{
    /// <summary>Questions in one round: each is for one room alone.</summary>
    public const int MostInRound = 10;

    /// <summary>After so long a room is asked for again; what was heard of it is believed twice as long.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    private const int MostBytes = 1024;
    private const int MostPeople = 100_000;

    private readonly Source _source = new(client, shard.Prosody.Uri, "/room-size", shard.Host, MostBytes, Patience.Pipeline(time));
    private readonly bool _isOwn = shard.Prosody != shard.Address;
    private readonly Dictionary<RoomName, (DateTimeOffset At, int People)> _known = [];

    /// <summary>People in the rooms that were left and are not empty.</summary>
    public FrozenDictionary<RoomName, int>? StillThere { get; private set; }

    /// <summary>Asks for the rooms that were not asked for long, and forgets those that are used again or released.</summary>
    /// <returns>What is wrong with the answers; null = nothing.</returns>
    public async Task<ReportFault?> LookAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        // Before that, those who were cut off are still among its people.
        var left = connections.LeftOn(shard.Id, now - RoomPresence.Absence).ToHashSet();
        foreach (var room in _known.Keys.Where(room => !left.Contains(room)))
            _known.Remove(room);
        var asked = left.Where(room => AskedAt(room) + Holds <= now).OrderBy(AskedAt).Take(MostInRound).ToArray();
        var heard = await Task.WhenAll(asked.Select(room => _source.AskAsync(Read, stop, Query(room))));
        foreach (var (room, answer) in asked.Zip(heard))
        {
            if (answer.Fault is null)
                _known[room] = (now, answer.Value?.People ?? 0);
        }

        Show(now);
        return heard.FirstOrDefault(answer => answer.Fault is not null).Fault;
    }

    /// <summary>There is a census: nothing is known by asking.</summary>
    public void Forget()
    {
        _known.Clear();
        StillThere = null;
    }

    private DateTimeOffset AskedAt(RoomName room) => _known.TryGetValue(room, out var known) ? known.At : DateTimeOffset.MinValue;

    // Two states with the same dictionary are equal, so it is another one only when it says something else.
    private void Show(DateTimeOffset now)
    {
        var there = _known.Where(room => room.Value.People > 0 && now - room.Value.At < Holds * 2).ToArray();
        if (there.Length != (StillThere?.Count ?? 0) || there.Any(room => StillThere![room.Key] != room.Value.People))
            StillThere = there.Length == 0 ? null : there.ToFrozenDictionary(room => room.Key, room => room.Value.People);
    }

    /// <summary>Prosody compares letter by letter, and decodes nothing.</summary>
    private string Query(RoomName room) => $"?room={room.Backend}&domain={shard.Host.Split(':')[0]}{(room.BackendTenant is { } tenant ? $"&subdomain={tenant}" : "")}";

    private Size? Read(in Answer answer)
    {
        if (!answer.IsJson(_isOwn))
            return null;
        var reader = new Utf8JsonReader(answer.Body);
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("participants"u8, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var people) && people is >= 0 and <= MostPeople
            ? new Size(people)
            : throw new SourceException("size", "answers with something else than how many are there");
    }

    private sealed record Size(int People);
}
