using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>How cookies of PortalUrl are named and marked: <c>__Host-</c> with https, plain names on loopback http.</summary>
internal sealed class PortalCookies(Origins origins)
{
    /// <summary>Whether visitors come with https.</summary>
    public bool IsSecure { get; } = origins.PortalUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>The whole name.</summary>
    public string Name(string bare) => IsSecure ? "__Host-" + bare : bare;

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
