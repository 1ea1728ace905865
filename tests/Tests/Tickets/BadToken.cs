using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>Makes the token that a line of <c>jwt_bad.txt</c> describes.</summary>
internal static partial class BadToken
{
    public const string Secret = "the secret of the chat, which is long enough";

    private static readonly string RsaPem = Rsa(rsa => rsa.ExportSubjectPublicKeyInfoPem());
    private static readonly byte[] RsaDer = Rsa(rsa => rsa.ExportSubjectPublicKeyInfo());

    /// <summary>The token.</summary>
    public static string Make(string recipe, DateTimeOffset now)
    {
        if (recipe.StartsWith("raw: ", StringComparison.Ordinal))
            return Raw(recipe["raw: ".Length..], now);
        var match = Recipe().Match(recipe);
        if (!match.Success)
            throw new FormatException(recipe);
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(match.Groups["hdr"].Value));
        var signed = $"{header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Claims(match.Groups["claims"].Value, now)))}";
        return $"{signed}.{Signature(match.Groups["sign"].Value, signed)}";
    }

    /// <summary>What a token says.</summary>
    public static string Claims(string token) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1]));

    private static string Signature(string how, string signed) => how switch
    {
        "correct" or "HS256 correct secret" => Mac(Encoding.UTF8.GetBytes(Secret), signed),
        "empty" => "",
        "HMAC with RSA public key PEM as secret" => Mac(Encoding.UTF8.GetBytes(RsaPem), signed),
        "HMAC with RSA public key DER" => Mac(RsaDer, signed),
        "r=0 s=0" => Base64Url.EncodeToString(new byte[64]),
        "DER instead of P1363" => Base64Url.EncodeToString((byte[])[0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00]),
        "key chosen by attacker" or "key from header" => Mac("a key that the attacker has chosen"u8, signed),
        _ => throw new FormatException(how),
    };

    private static string Claims(string recipe, DateTimeOffset now)
    {
        if (recipe.StartsWith("claims is JSON array", StringComparison.Ordinal))
            return "[]";
        if (recipe.StartsWith("claims is JSON string", StringComparison.Ordinal))
            return "\"alpha\"";
        var claims = new JsonObject
        {
            ["iss"] = "gw", ["aud"] = "jitsi", ["sub"] = "meet.test", ["room"] = "alpha",
            ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds() - 5, ["exp"] = now.ToUnixTimeSeconds() + 120,
        };
        if (recipe.StartsWith("claims depth 5000", StringComparison.Ordinal))
            return claims.ToJsonString()[..^1] + ",\"deep\":" + new string('[', 5000) + new string(']', 5000) + "}";
        // The whole base, written out.
        if (recipe.StartsWith("iss=gw", StringComparison.Ordinal))
            return claims.ToJsonString();
        var change = Change().Match(recipe);
        var (name, value) = (change.Groups["name"].Value, change.Groups["value"].Value);
        if (recipe.Contains("context.room.regex=true", StringComparison.Ordinal))
            claims["context"] = new JsonObject { ["room"] = new JsonObject { ["regex"] = true } };
        switch (name)
        {
            case "context.features.recording":
                claims["context"] = new JsonObject { ["features"] = new JsonObject { ["recording"] = true } };
                break;
            case var _ when value == "absent":
                claims.Remove(name);
                break;
            case var _ when value == "1e400":
                return claims.ToJsonString().Replace($"\"exp\":{now.ToUnixTimeSeconds() + 120}", "\"exp\":1e400", StringComparison.Ordinal);
            case var _ when value.StartsWith("now", StringComparison.Ordinal):
                claims[name] = now.ToUnixTimeSeconds() + Seconds(value["now".Length..]);
                break;
            case "aud" or "iss":
                claims[name] = value;
                break;
            case "exp" or "room":
                claims[name] = JsonNode.Parse(value);
                break;
            default:
                throw new FormatException(recipe);
        }

        return claims.ToJsonString();
    }

    private static long Seconds(string text) => text == "+10y"
        ? 10L * 365 * 24 * 3600
        : long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Raw(string what, DateTimeOffset now)
    {
        var valid = Valid(now);
        var parts = valid.Split('.');
        return what switch
        {
            "valid token + \".\"" => valid + ".",
            "valid token + \"=\"" => valid + "=",
            "valid header+payload, signature removed" => $"{parts[0]}.{parts[1]}.",
            "standard base64 (+ /) instead of base64url" => InStandardBase64(now),
            "padded base64" => Signed($"{parts[0]}.{parts[1]}", Convert.ToBase64String),
            "CRLF inside token" => valid.Insert(parts[0].Length + 3, "\r\n"),
            "invalid UTF-8 in payload" => Broken(parts[0]),
            "Bearer Bearer <valid>" => "Bearer Bearer " + valid,
            "session cookie value presented as room token" => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            "room token presented as session cookie" => valid,
            _ => what.Split(' ')[0],
        };
    }

    private static string Valid(DateTimeOffset now) => Make("hdr={\"alg\":\"HS256\",\"typ\":\"JWT\"} | claims=iss=gw | sign=correct", now);

    /// <summary>A right signature in the other alphabet; one in which the two alphabets differ, as not every one does.</summary>
    private static string InStandardBase64(DateTimeOffset now) => Enumerable.Range(0, 60)
        .Select(age => Valid(now.AddSeconds(-age)))
        .First(token => token.LastIndexOfAny(['-', '_']) > token.LastIndexOf('.'))
        .Replace('-', '+').Replace('_', '/');

    private static string Broken(string header)
    {
        byte[] payload = [.. "{\"iss\":\"gw\",\"aud\":\"jitsi\",\"room\":\"alpha\",\"exp\":99999999999,\"sub\":\""u8, 0xFF, 0xC0, .. "\"}"u8];
        var signed = $"{header}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Mac(Encoding.UTF8.GetBytes(Secret), signed)}";
    }

    private static string Signed(string signed, Func<byte[], string> write) =>
        $"{signed}.{write(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed)))}";

    private static string Mac(ReadOnlySpan<byte> key, string signed) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)));

    private static T Rsa<T>(Func<RSA, T> export)
    {
        using var rsa = RSA.Create(2048);
        return export(rsa);
    }

    [GeneratedRegex(@"^hdr=(?<hdr>.*?) \| claims=(?<claims>.*) \| sign=(?<sign>.*)$", RegexOptions.Singleline)]
    private static partial Regex Recipe();

    [GeneratedRegex(@"^(?<name>[a-z.]+)(?:=| )(?<value>.*?)(?: with | joining | by | \(|$)", RegexOptions.Singleline)]
    private static partial Regex Change();
}
