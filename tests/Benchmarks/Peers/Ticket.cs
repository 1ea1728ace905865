using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>A signed right to enter one room, as a JSON Web Token (HS256) in a cookie; what HAProxy and the auth endpoint of nginx check.</summary>
internal static class Ticket
{
    public const string CookieName = "ticket";

    /// <summary>Only for these benchmarks.</summary>
    public const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly byte[] Key = Encoding.ASCII.GetBytes(Secret);

    public static string For(string room)
    {
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"room":"{{room}}","exp":4102444800}"""))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Whether the signature is ours and the room is the one named.</summary>
    public static bool IsFor(string? ticket, string room)
    {
        if (ticket?.Split('.') is not [var header, var payload, var signature])
            return false;
        var expected = HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes($"{header}.{payload}"));
        if (!CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(signature)))
            return false;
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        return claims.RootElement.GetProperty("room").GetString() == room;
    }
}
