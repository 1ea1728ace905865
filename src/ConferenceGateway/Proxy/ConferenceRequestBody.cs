using System.Buffers;
using System.Text.Json;
using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>
/// The body of a conference request names a room a second time, and Jicofo believes the body. So it is read, and must
/// name the room that the address named.
/// </summary>
internal static class ConferenceRequestBody
{
    /// <summary>Bytes. Real ones have some hundred.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The whole body, or null when it is longer than <see cref="MaxLength"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxLength)
            return null;
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
            {
                body.Write(buffer, 0, read);
                if (body.Length > MaxLength)
                    return null;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }

    /// <summary>Null if the body names this room, and only this one; else what is wrong, in a sentence.</summary>
    public static string? Check(ReadOnlySpan<byte> json, RoomName room, string host)
    {
        string? jid = null;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "The body is not a JSON object.";
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("room"u8))
                    continue;
                if (jid is not null)
                    return "The body names two rooms.";
                if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                    return "The body's \"room\" is no text.";
                jid = reader.GetString();
            }
        }
        catch (JsonException)
        {
            return "The body is not JSON.";
        }
        catch (InvalidOperationException)
        {
            return "The body's \"room\" is no text.";
        }

        if (jid is null)
            return "The body names no room.";
        return Names(jid, room, host) ? null : "The body names another room than the address.";
    }

    private static bool Names(string jid, RoomName room, string host)
    {
        var at = jid.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || jid.Contains('/', StringComparison.Ordinal) || !room.IsBackend(jid.AsSpan(0, at)))
            return false;

        // conference.example.org, with a tenant conference.tenant.example.org. What the first label is called, and
        // whether Host is the XMPP domain, is the installation's; where the tenant stands is Jitsi's.
        var domain = jid.AsSpan(at + 1);
        var dot = domain.IndexOf('.');
        if (dot <= 0)
            return false;
        var rest = domain[(dot + 1)..];
        // Prosody's Host may have a port, an XMPP domain has none.
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        var below = $".{(colon < 0 ? host : host[..colon])}";
        if (rest.EndsWith(below, StringComparison.OrdinalIgnoreCase))
            return room.BackendTenant is { } named && rest[..^below.Length].Equals(named, StringComparison.OrdinalIgnoreCase);
        return room.BackendTenant is not { } tenant ||
            (rest.Length > tenant.Length && rest.StartsWith(tenant, StringComparison.OrdinalIgnoreCase) && rest[tenant.Length] == '.');
    }
}
