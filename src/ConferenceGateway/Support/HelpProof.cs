using System.Security.Cryptography;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Support;

/// <summary>
/// Proves that a browser is the one that a code was made for: a cookie for an hour, so that reloading makes no second one,
/// and a hidden field of the page with the code, which deletes it. Whoever knows or guesses a code has no such proof.
/// </summary>
internal sealed class HelpProof(IDataProtectionProvider protection, Origins origins, HelpOptions options)
{
    private static readonly TimeSpan CookieAge = TimeSpan.FromHours(1);

    // Longer ones are none of ours.
    private const int MostCharacters = 500;

    private readonly IDataProtector _protector = protection.CreateProtector("Support.Help");

    /// <summary>The field that deletes: good for as long as there is something to delete.</summary>
    public string FieldOf(SupportCode code) => _protector.CreateProtector("Field").ToTimeLimitedDataProtector().Protect(code.Text, options.Keep);

    /// <summary>Reads the field.</summary>
    public SupportCode? Read(string? field) => Unprotect(field, "Field");

    /// <summary>The code that this browser was given within the hour; null = none.</summary>
    public SupportCode? Of(HttpContext context) => Unprotect(context.Request.Cookies[CookieName], "Cookie");

    /// <summary>Remembers it in this browser.</summary>
    public void Remember(HttpContext context, SupportCode code) =>
        context.Response.Cookies.Append(CookieName, _protector.CreateProtector("Cookie").ToTimeLimitedDataProtector().Protect(code.Text, CookieAge), Options(CookieAge));

    /// <summary>Forgets it in this browser.</summary>
    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(CookieName))
            context.Response.Cookies.Delete(CookieName, Options(null));
    }

    private SupportCode? Unprotect(string? text, string purpose)
    {
        if (text is not { Length: > 0 and <= MostCharacters })
            return null;
        try
        {
            return SupportCode.TryParse(_protector.CreateProtector(purpose).ToTimeLimitedDataProtector().Unprotect(text), out var code) ? code : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private CookieOptions Options(TimeSpan? age) => new()
    {
        HttpOnly = true,
        Secure = origins.IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };

    // The prefix needs https, which the demo does not have.
    private string CookieName => origins.IsSecure ? "__Host-help" : "help";
}
