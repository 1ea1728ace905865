using System.Text.Json;
using System.Text.Json.Serialization;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Identity.SignIn;

/// <summary>
/// What is left of a session of a provider's for ten minutes, so that somebody can sign out there as well:
/// <c>{"way": …, "idToken": …}</c>, protected for <c>Identity.Ended</c>.
/// </summary>
internal sealed class EndedCookie(PortalCookies cookies, IDataProtectionProvider protection)
{
    /// <summary>The bare name.</summary>
    public const string Bare = "ended";

    /// <summary>What it is protected for, with a limit in time.</summary>
    public const string Purpose = "Identity.Ended";

    // Browsers drop longer cookies; a provider can do without the token.
    private const int MostCharacters = 3800;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Purpose).ToTimeLimitedDataProtector();

    private string Name => cookies.Name(Bare);

    /// <summary>Keeps it in this browser.</summary>
    public void Keep(HttpContext context, EndedSession session)
    {
        var value = Protect(session);
        if (value.Length > MostCharacters)
            value = Protect(session with { IdToken = null });
        context.Response.Cookies.Append(Name, value, cookies.Options(Age));
    }

    /// <summary>The provider of the session that ended here lately, or null.</summary>
    public string? WayOf(HttpContext context) => Read(context)?.Way;

    /// <summary>What was kept, for the provider's own sign-out; once.</summary>
    public EndedSession? Take(HttpContext context)
    {
        var ended = Read(context);
        if (context.Request.Cookies.ContainsKey(Name))
            context.Response.Cookies.Delete(Name, cookies.Options());
        return ended;
    }

    private EndedSession? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and <= MostCharacters } value)
            return null;
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(value), EndedJson.Default.EndedSession);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private string Protect(EndedSession session) => _protector.Protect(JsonSerializer.Serialize(session, EndedJson.Default.EndedSession), Age);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EndedSession))]
internal sealed partial class EndedJson : JsonSerializerContext;
