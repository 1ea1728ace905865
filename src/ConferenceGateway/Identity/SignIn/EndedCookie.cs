using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Identity.SignIn;

/// <summary>What is left of a session of a provider's for ten minutes, so that somebody can sign out there as well.</summary>
internal sealed class EndedCookie(PortalCookies cookies, IDataProtectionProvider protection)
{
    private readonly ProtectedCookie<EndedSession> _cookie = new(cookies, protection, "ended", "Identity.Ended", TimeSpan.FromMinutes(10));

    /// <summary>Keeps it in this browser. A provider can do without its token, where that is too long.</summary>
    public void Keep(HttpContext context, EndedSession session)
    {
        if (!_cookie.Put(context, session))
            _cookie.Put(context, session with { IdToken = null });
    }

    /// <summary>The provider of the session that ended here lately, or null.</summary>
    public string? WayOf(HttpContext context) => _cookie.Read(context)?.Way;

    /// <summary>What was kept, for the provider's own sign-out; once.</summary>
    public EndedSession? Take(HttpContext context) => _cookie.Take(context);
}
