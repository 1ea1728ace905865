using System.Security.Cryptography;
using System.Text.Json;
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
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(2);

    private readonly IDataProtector _protector = protection.CreateProtector("Identity.ShownOnce");

    private string Name => cookies.Name("once");

    /// <summary>To be shown by the next page.</summary>
    public void Put(HttpContext context, ShownOnce once) =>
        context.Response.Cookies.Append(Name, ProtectorFor(context).Protect(JsonSerializer.Serialize(once), Age), cookies.Options(Age));

    /// <summary>What is to be shown now, of that account; null = it was shown.</summary>
    public ShownOnce? Take(HttpContext context, string account)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 4000 } value || HttpMethods.IsHead(context.Request.Method))
            return null;
        context.Response.Cookies.Delete(Name, cookies.Options());
        try
        {
            return JsonSerializer.Deserialize<ShownOnce>(ProtectorFor(context).Unprotect(value)) is { } once && once.Account == account ? once : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector ProtectorFor(HttpContext context) =>
        _protector.CreateProtector(Caller.Of(context)?.Session ?? "").ToTimeLimitedDataProtector();
}
