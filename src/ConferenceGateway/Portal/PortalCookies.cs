using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>How cookies of PortalUrl are named and marked: <c>__Host-</c> with https, plain names on loopback http.</summary>
internal sealed class PortalCookies(Origins origins)
{
    private const string Prefix = "__Host-";

    /// <summary>Whether visitors come with https.</summary>
    public bool IsSecure { get; } = origins.PortalUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>The whole name.</summary>
    public string Name(string bare) => IsSecure ? Prefix + bare : bare;

    /// <summary>
    /// Takes out what looks like a cookie of ours but for its capitals. The framework takes both for one, and the later one
    /// counts; but older browsers hold only the exact prefix to its promise, so another host of the domain may have set it.
    /// </summary>
    public void DropFalse(HttpRequest request)
    {
        var all = request.Headers.Cookie;
        if (IsSecure && all.Any(line => line?.Split(';').Any(IsFalse) == true))
            request.Headers.Cookie = string.Join(';', all.SelectMany(line => line!.Split(';')).Where(pair => !IsFalse(pair)));
    }

    private static bool IsFalse(string pair)
    {
        var name = pair.AsSpan().TrimStart();
        return name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !name.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>The marks of every one of them; an age of null: it ends with the browser.</summary>
    public CookieOptions Options(TimeSpan? age = null) => new()
    {
        HttpOnly = true,
        Secure = IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
