using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ConferenceGateway.Lab;

/// <summary>Whose tokens a shard's Prosody takes from those who write into chats. Not the key that lets people in.</summary>
/// <param name="PublicKey">The RSA key, as PEM.</param>
/// <param name="Issuer">The claim <c>iss</c>.</param>
/// <param name="Audience">The claim <c>aud</c>.</param>
public sealed record LabChatKey(string PublicKey, string Issuer, string Audience)
{
    /// <summary>Signed with RS256 by that key, with its issuer and audience, and in its time: there is no leeway.</summary>
    internal bool Takes(string token, DateTimeOffset now)
    {
        try
        {
            if (token.Split('.') is not [var head, var body, var signature])
                return false;
            using var key = RSA.Create();
            key.ImportFromPem(PublicKey);
            using var header = JsonDocument.Parse(WebEncoders.Base64UrlDecode(head));
            using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(body));
            var told = claims.RootElement;
            var second = now.ToUnixTimeSeconds();
            return header.RootElement.GetProperty("alg").GetString() == "RS256"
                && key.VerifyData(System.Text.Encoding.ASCII.GetBytes($"{head}.{body}"), WebEncoders.Base64UrlDecode(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                && told.GetProperty("iss").GetString() == Issuer
                && told.GetProperty("aud").GetString() == Audience
                && told.GetProperty("exp").GetInt64() > second
                && (!told.TryGetProperty("nbf", out var begin) || begin.GetInt64() <= second);
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
