using System.Text.Json;
using ConferenceGateway.Fleet.Asking;

namespace ConferenceGateway.Fleet.Jicofo;

/// <summary>Reads out of Jicofo's <c>/debug/conference/{address}</c> who is in a meeting.</summary>
internal static class ConferencePeople
{
    /// <summary>The XMPP addresses of the people's connections; recorders, telephones and other machines are left out.</summary>
    public static IReadOnlyList<string> Read(Answer answer)
    {
        if (!answer.IsJson(isOwn: true))
            return [];
        using var json = JsonDocument.Parse(answer.Body.ToArray());
        return json.RootElement.ValueKind != JsonValueKind.Object ? [] :
        [
            .. json.RootElement.EnumerateObject()
                .Where(part => part.Value.ValueKind == JsonValueKind.Object)
                .SelectMany(part => part.Value.TryGetProperty("members"u8, out var members) && members.ValueKind == JsonValueKind.Object ? members.EnumerateObject() : default)
                .Select(member => member.Value).Where(IsPerson).Select(Address).OfType<string>(),
        ];
    }

    private static bool IsPerson(JsonElement member) =>
        member.ValueKind == JsonValueKind.Object && !Is(member, "robot"u8) && !Is(member, "is_jibri"u8) && !Is(member, "is_jigasi"u8) && !Is(member, "is_transcriber"u8);

    private static bool Is(JsonElement member, ReadOnlySpan<byte> what) =>
        member.TryGetProperty(what, out var value) && value.ValueKind == JsonValueKind.True;

    // What Jicofo does not see it writes as the word null.
    private static string? Address(JsonElement member) =>
        member.TryGetProperty("jid"u8, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } address && address.Contains('/', StringComparison.Ordinal)
            ? address : null;
}
