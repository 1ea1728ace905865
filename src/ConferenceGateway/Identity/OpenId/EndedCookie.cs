using System.Security.Cryptography;
using System.Text.Json;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// Carries from our own sign-out to the one at the provider what that wants to see. Written by the sign-out, read once.
/// </summary>
internal sealed class EndedCookie(PortalCookies cookies, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Identity.Ended").ToTimeLimitedDataProtector();

    private string Name => cookies.Name("ended");

    /// <summary>Keeps it for ten minutes.</summary>
    public void Write(HttpContext context, Sessions.EndedSession ended) =>
        context.Response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(ended, Form), Age), cookies.Options(Age));

    /// <summary>What was kept, once; null = nothing.</summary>
    public Sessions.EndedSession? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } value)
            return null;
        context.Response.Cookies.Delete(Name, cookies.Options());
        try
        {
            return JsonSerializer.Deserialize<Sessions.EndedSession>(_protector.Unprotect(value), Form);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
