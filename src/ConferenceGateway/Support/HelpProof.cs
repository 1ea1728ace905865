using System.Globalization;
using System.Security.Cryptography;
using ConferenceGateway.Core;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Support;

/// <summary>
/// Proves that a browser is the one that a code was made for: a cookie for an hour, so that reloading makes no second one,
/// and a hidden field of the page with the code, which deletes it. Both hold the random id of what is stored, sealed;
/// whoever knows or guesses a code has no such proof.
/// </summary>
internal sealed class HelpProof(IDataProtectionProvider protection, Origins origins, TimeProvider time)
{
    private static readonly TimeSpan CookieAge = TimeSpan.FromHours(1);

    // Longer ones are none of ours.
    private const int MostCharacters = 500;

    private readonly IDataProtector _field = protection.CreateProtector("Support.Field");
    private readonly IDataProtector _cookie = protection.CreateProtector("Support.Cookie");

    /// <summary>The field that deletes: good for as long as there is something to delete.</summary>
    public string FieldOf(StoredSupport stored) => _field.Protect(stored.Id);

    /// <summary>The id in the field; null = it is none of ours.</summary>
    public string? Read(string? field) => Unprotect(_field, field);

    /// <summary>The id of what this browser has left within the hour; null = nothing.</summary>
    public string? Of(HttpContext context) =>
        Unprotect(_cookie, context.Request.Cookies[CookieName])?.Split(' ') is [var id, var ms] &&
        time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)) < CookieAge ? id : null;

    /// <summary>Remembers it in this browser.</summary>
    public void Remember(HttpContext context, StoredSupport stored) => context.Response.Cookies.Append(
        CookieName, _cookie.Protect(string.Create(CultureInfo.InvariantCulture, $"{stored.Id} {time.GetUtcNow().ToUnixTimeMilliseconds()}")), Options(CookieAge));

    /// <summary>Forgets it in this browser.</summary>
    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(CookieName))
            context.Response.Cookies.Delete(CookieName, Options(null));
    }

    private static string? Unprotect(IDataProtector protector, string? text)
    {
        if (text is not { Length: > 0 and <= MostCharacters })
            return null;
        try
        {
            return protector.Unprotect(text);
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
