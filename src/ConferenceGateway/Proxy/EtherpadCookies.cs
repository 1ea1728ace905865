using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Etherpad is the one part of a shard that needs cookies. It gets its own and no other, and what it sets is confined to
/// its path.
/// </summary>
internal static class EtherpadCookies
{
    private static readonly string[] Names = ["express_sid", "language", "prefs", "prefsHttp", "sessionID", "token"];

    /// <summary>The <c>Cookie</c> header for Etherpad, or null without any of its cookies.</summary>
    public static string? ToShard(StringValues cookies)
    {
        var own = cookies
            .SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cookie => Names.Contains(cookie.Split('=')[0], StringComparer.Ordinal))
            .ToList();
        return own.Count == 0 ? null : string.Join("; ", own);
    }

    /// <summary>Copies the cookies that Etherpad sets, with their path forced.</summary>
    public static void FromShard(HttpResponseMessage from, HttpResponse to)
    {
        if (!from.Headers.NonValidated.TryGetValues("Set-Cookie", out var values))
            return;
        foreach (var value in values)
        {
            var parts = value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || !Names.Contains(parts[0].Split('=')[0], StringComparer.Ordinal))
                continue;
            var kept = parts.Where(part =>
                !part.StartsWith("path", StringComparison.OrdinalIgnoreCase) &&
                !part.StartsWith("domain", StringComparison.OrdinalIgnoreCase));
            to.Headers.Append("Set-Cookie", string.Join("; ", [.. kept, "Path=/etherpad/"]));
        }
    }
}
