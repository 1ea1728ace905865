using System.Security.Cryptography;
using System.Text;

namespace ConferenceGateway.Identity;

/// <summary>What is random and handed out once: the value of a cookie, a link, a key. Only its hash is kept.</summary>
internal static class Secret
{
    /// <summary>256 bits as base64url: 43 characters.</summary>
    public static string Make() => Base64Url(RandomNumberGenerator.GetBytes(32));

    /// <summary>80 bits as base64url, 14 characters: an id that is no secret.</summary>
    public static string MakeId() => Base64Url(RandomNumberGenerator.GetBytes(10));

    /// <summary>SHA-256 in hexadecimal, as the database has it. Enough, because the value is random.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
