using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace ConferenceGateway.Portal;

/// <summary>
/// A value that one answer leaves in the browser for a later request: the gateway keeps nothing, and nobody else can read
/// it, make one, or use it after its time.
/// </summary>
/// <param name="cookies">How cookies are named and marked.</param>
/// <param name="protection">What protects it.</param>
/// <param name="bare">Its name, without the prefix.</param>
/// <param name="purpose">What it is for: a cookie for one purpose is none for another.</param>
/// <param name="age">How long it can be read.</param>
internal sealed class ProtectedCookie<T>(PortalCookies cookies, IDataProtectionProvider protection, string bare, string purpose, TimeSpan age)
    where T : class
{
    // Browsers drop cookies of more than 4096 bytes, name and marks included.
    private const int MostCharacters = 3800;

    private readonly IDataProtector _protector = protection.CreateProtector(purpose);
    private readonly string _name = cookies.Name(bare);

    /// <summary>Leaves it; false: it is too long, and nothing was left.</summary>
    /// <param name="context">The request.</param>
    /// <param name="value">What is left; its JSON.</param>
    /// <param name="reader">Who alone can read it, for example a session; null: whoever has the cookie.</param>
    public bool Put(HttpContext context, T value, string? reader = null)
    {
        var text = ProtectorFor(reader).Protect(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), age);
        if (text.Length > MostCharacters)
            return false;
        context.Response.Cookies.Append(_name, text, cookies.Options(age));
        return true;
    }

    /// <summary>What was left, or null.</summary>
    public T? Read(HttpContext context, string? reader = null)
    {
        if (context.Request.Cookies[_name] is not { Length: > 0 and <= MostCharacters } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(ProtectorFor(reader).Unprotect(text), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The same, once. A HEAD shows nothing to anybody, so it takes nothing.</summary>
    public T? Take(HttpContext context, string? reader = null)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return null;
        if (context.Request.Cookies.ContainsKey(_name))
            context.Response.Cookies.Delete(_name, cookies.Options());
        return Read(context, reader);
    }

    private ITimeLimitedDataProtector ProtectorFor(string? reader) =>
        (reader is null ? _protector : _protector.CreateProtector(reader)).ToTimeLimitedDataProtector();
}
