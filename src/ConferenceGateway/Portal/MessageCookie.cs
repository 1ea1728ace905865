using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Portal;

/// <summary>
/// What a form's success is told with: the form answers with a redirect, and the next page says the sentence once. It
/// travels protected, so that nobody can make the portal say something.
/// </summary>
internal sealed class MessageCookie(PortalCookies cookies, IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Portal.Message").ToTimeLimitedDataProtector();

    private string Name => cookies.Name("message");

    /// <summary>To be said by the next page.</summary>
    public void Say(HttpContext context, Text text) => context.Response.Cookies.Append(
        Name, _protector.Protect(JsonSerializer.Serialize(text), TimeSpan.FromMinutes(5)), cookies.Options(TimeSpan.FromMinutes(5)));

    /// <summary>What is to be said now, or null; it is said once.</summary>
    public Text? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 4000 } value)
            return null;
        context.Response.Cookies.Delete(Name, cookies.Options());
        try
        {
            return JsonSerializer.Deserialize<Text>(_protector.Unprotect(value));
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
