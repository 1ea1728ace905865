using ConferenceGateway.Portal;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>What is shown once: a link or a password of somebody's account.</summary>
/// <param name="Account">Whose: an account's id.</param>
/// <param name="Secret">The password, or the link as path and query.</param>
/// <param name="ExpiresAt">Until when the link can be opened; null = it is a password.</param>
internal sealed record ShownOnce(string Account, string Secret, DateTimeOffset? ExpiresAt);

/// <summary>
/// Carries a secret from the form that made it to the page that shows it, protected and for one look: neither an address
/// nor the gateway's memory holds it, and a page that is loaded again has nothing to show. Only the session that made it
/// can look.
/// </summary>
internal sealed class OnceCookie(PortalCookies cookies, IDataProtectionProvider protection)
{
    private readonly ProtectedCookie<ShownOnce> _cookie = new(cookies, protection, "once", "Identity.ShownOnce", TimeSpan.FromMinutes(2));

    /// <summary>To be shown by the next page.</summary>
    public void Put(HttpContext context, ShownOnce once) => _cookie.Put(context, once, ReaderOf(context));

    /// <summary>What is to be shown now, of that account; null = it was shown.</summary>
    public ShownOnce? Take(HttpContext context, string account) =>
        _cookie.Take(context, ReaderOf(context)) is { } once && once.Account == account ? once : null;

    private static string ReaderOf(HttpContext context) => Caller.Of(context)?.Session ?? "";
}
