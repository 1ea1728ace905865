using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Portal;
using Polly;

namespace ConferenceGateway.Fleet.Chat;

/// <summary>
/// Writes a sentence into a meeting's chat, where the shard's Prosody has <c>mod_system_chat_message</c> and the settings a
/// key for it. It goes to each person by their XMPP address, and these are Jicofo's to tell.
/// </summary>
internal sealed class ChatNotices(FleetClient client, JicofoCalls jicofo, ChatTokens tokens, TimeProvider time)
{
    private const int MostBytes = 4 * 1024;

    private readonly ConcurrentDictionary<ServerAddress, ResiliencePipeline> _pipelines = new();

    /// <summary>Whether that shard's chats can be written into at all.</summary>
    public static bool IsSetUp(Shard shard) => shard.Chat is not null;

    /// <summary>Writes to everybody in the room. In a chat nobody's language is known: both are written.</summary>
    public async Task<CallAnswer> SendAsync(Shard shard, RoomName room, Text text, CancellationToken cancellation = default)
    {
        if (shard.Chat is not { } chat)
            return new CallAnswer.Failed("the settings have no Chat for that shard");
        try
        {
            if (await jicofo.FindAsync(shard, room, cancellation) is not { } conference)
                return new CallAnswer.Failed("Jicofo knows no such meeting");
            var people = await jicofo.AskAsync(shard, $"/debug/conference/{Uri.EscapeDataString(conference)}", ConferencePeople.Read, cancellation);
            if (people.Count == 0)
                return new CallAnswer.Failed("Jicofo tells nobody's address");
            var pipeline = _pipelines.GetOrAdd(shard.Prosody, _ => Patience.Pipeline(time));
            return await pipeline.ExecuteAsync(async stop =>
            {
                using var request = Request(shard, chat, room, conference, people, text);
                using var answer = await client.SendAsync(request, MostBytes, stop);
                return (int)answer.Status is 200
                    ? new CallAnswer.Taken()
                    : (CallAnswer)new CallAnswer.Failed($"POST {request.RequestUri} answered {(int)answer.Status}");
            }, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new CallAnswer.Failed(Patience.Explain(e));
        }
    }

    private HttpRequestMessage Request(Shard shard, ShardChat chat, RoomName room, string conference, IReadOnlyList<string> people, Text text)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("room", conference);
            json.WriteStartArray("connectionJIDs");
            foreach (var person in people)
                json.WriteStringValue(person);
            json.WriteEndArray();
            json.WriteString("message", text.German == text.English ? text.German : $"{text.German}\n{text.English}");
            if (chat.SignedBy is { } name)
                json.WriteString("displayName", name);
            json.WriteEndObject();
        }

        // Prosody compares the type to the letter: no charset may stand behind it.
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shard.Prosody.Uri, "/send-system-chat-message")) { Content = content };
        request.Headers.Host = shard.Host;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Make(shard, chat, room));
        return request;
    }
}
