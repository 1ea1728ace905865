using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>
/// Judges tokens as Jitsi's Prosody does, with its words: signature and times when somebody signs in, the room when they
/// join one. No leeway.
/// </summary>
internal sealed class TokenRules(LabToken settings, TimeProvider time)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(settings.Secret);

    /// <summary>Whether <c>context.user</c> gives out roles.</summary>
    public bool OwnerByToken => settings.OwnerByToken;

    /// <summary>What is refused at sign-in: the condition and the text of the SASL failure; null: come in, with these claims.</summary>
    public (string Condition, string Text)? Refuse(string? token, out TokenClaims claims)
    {
        claims = new TokenClaims("", "", false);
        if (string.IsNullOrEmpty(token))
            return NotAllowed("token required");
        if (settings.TakesAny)
        {
            claims = new TokenClaims("*", "*", false);
            return null;
        }

        if (token.Split('.') is not [var head, var body, { Length: > 0 } signature] || Read(head) is not { } header || Read(body) is not { } payload)
            return NotAllowed("Invalid token");
        if (Text(header, "typ") != "JWT")
            return NotAllowed("Invalid typ");
        if (Text(header, "alg") != "HS256")
            return NotAllowed("Invalid or incorrect alg");
        var right = Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes($"{head}.{body}")));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(signature)))
            return NotAllowed("Invalid signature");
        if (RefuseTimes(payload) is { } times)
            return NotAllowed(times);
        if (Text(payload, "iss") is not { } issuer)
            return NotAllowed("'iss' claim is missing");
        if (issuer != settings.Issuer)
            return NotAllowed("invalid 'iss' claim");
        if (Text(payload, "aud") is not { } audience)
            return NotAllowed("'aud' claim is missing");
        if (audience != settings.Audience)
            return NotAllowed("invalid 'aud' claim");
        if (Text(payload, "room") is not { } room)
            return ("not-authorized", "room claim is missing");
        if (Text(payload, "sub") is not { } subject)
            return ("not-authorized", "sub claim is missing");
        claims = new TokenClaims(room, subject, TokenClaims.IsModeratorIn(payload));
        return null;
    }

    /// <summary>Whether a token is for that room.</summary>
    public bool Allows(TokenClaims claims, RoomAddress room) => !settings.GuardsRooms || (
        (settings.Subject is not { } domain || claims.Subject == "*" ||
            claims.Subject.Equals(room.Tenant.Length > 0 ? room.Tenant : domain, StringComparison.OrdinalIgnoreCase)) &&
        (claims.Room == "*" || claims.Room.Equals(room.Node, StringComparison.OrdinalIgnoreCase)));

    private string? RefuseTimes(JsonElement payload)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Has(payload, "exp", out var expires))
        {
            if (expires.ValueKind != JsonValueKind.Number || !expires.TryGetDouble(out var until))
                return "exp must be number";
            if (now >= until)
                return string.Create(CultureInfo.InvariantCulture, $"Not acceptable by exp ({now - until:0.0} sec since expired)");
        }

        return !Has(payload, "nbf", out var begins) ? null
            : begins.ValueKind != JsonValueKind.Number || !begins.TryGetDouble(out var from) ? "nbf must be number"
            : now < from ? "Not acceptable by nbf" : null;
    }

    private static bool Has(JsonElement payload, string name, out JsonElement value) =>
        payload.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Read(string part)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static (string, string) NotAllowed(string text) => ("not-allowed", text);
}
