using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>For whom a token is made.</summary>
/// <param name="Id">Stays the same for one visitor; the ticket's, where there is one.</param>
/// <param name="Name">As the others see them; null: they say it themselves.</param>
/// <param name="IsModerator">Whether they may mute and remove others.</param>
internal readonly record struct TokenUser(string Id, string? Name, bool IsModerator);

/// <summary>
/// Makes the short-lived tokens that a shard asks for, one for each connection. Each names exactly one room, and has no
/// features: with them Prosody would not tell the client what it may do (docs/jitsi-tokens.md).
/// </summary>
internal sealed class JitsiTokens(TimeProvider time)
{
    /// <summary>A connection is made at once; only clocks need some time.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(120);

    // Prosody has no leeway: a shard whose clock is behind would refuse what begins now.
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(30);

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <summary>A token for a visitor of one room; null: that shard asks for none.</summary>
    public string? Make(Shard shard, RoomName room, Visitor visitor) => shard.Token is { } token
        ? Make(token, room, new TokenUser(visitor.Ticket ?? Guid.NewGuid().ToString("N"), visitor.Name, visitor.IsModerator))
        : null;

    /// <summary>A token for one room on that shard.</summary>
    public string Make(ShardToken shard, RoomName room, in TokenUser user)
    {
        var now = time.GetUtcNow();
        using var payload = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("iss", shard.Issuer);
            json.WriteString("aud", shard.Audience);
            json.WriteString("sub", room.BackendTenant is { } tenant && shard.Subject != "*" ? tenant : shard.Subject);
            json.WriteString("room", room.Backend);
            json.WriteNumber("nbf", (now - Past).ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Age).ToUnixTimeSeconds());
            json.WriteStartObject("context");
            json.WriteStartObject("user");
            json.WriteString("id", user.Id);
            if (user.Name is not null)
                json.WriteString("name", user.Name);
            json.WriteBoolean("moderator", user.IsModerator);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var signed = $"{Header}.{Base64Url.EncodeToString(payload.GetBuffer().AsSpan(0, (int)payload.Length))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(shard.Secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
