using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>A name and a password for TURN.</summary>
internal sealed record IceAccess(string User, string Password)
{
    /// <summary>How long a name is good: the test takes seconds, and a relay is worth stealing.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Access by a shared secret, as coturn's <c>use-auth-secret</c> checks it (draft-uberti-behave-turn-rest-00): the name is
    /// the end of its time in Unix seconds, the password the base64 of HMAC-SHA1 over that name.
    /// </summary>
    public static IceAccess Mint(string secret, DateTimeOffset now)
    {
        var user = (now + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + ":device-test";
#pragma warning disable CA5350 // SHA-1 is what TURN servers compute; within an HMAC it still holds.
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user));
#pragma warning restore CA5350
        return new(user, Convert.ToBase64String(hash));
    }

    /// <summary>Access as the settings have it; null = there is no TURN server.</summary>
    public static IceAccess? Of(IceOptions options, DateTimeOffset now) => options switch
    {
        { Secret: { } secret } => Mint(secret, now),
        { User: { } user, Password: { } password } => new(user, password),
        _ => null,
    };
}
