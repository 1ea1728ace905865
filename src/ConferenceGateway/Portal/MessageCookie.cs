using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Portal;

/// <summary>
/// What a form's success is told with: the form answers with a redirect, and the next page says the sentence once. It
/// travels protected, so that nobody can make the portal say something.
/// </summary>
internal sealed class MessageCookie(PortalCookies cookies, IDataProtectionProvider protection)
{
    private readonly ProtectedCookie<Text> _cookie = new(cookies, protection, "message", "Portal.Message", TimeSpan.FromMinutes(5));

    /// <summary>To be said by the next page.</summary>
    public void Say(HttpContext context, Text text) => _cookie.Put(context, text);

    /// <summary>What is to be said now, or null; it is said once.</summary>
    public Text? Take(HttpContext context) => _cookie.Take(context);
}
