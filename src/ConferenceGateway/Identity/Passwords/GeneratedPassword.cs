using System.Security.Cryptography;

namespace ConferenceGateway.Identity.Passwords;

/// <summary>A password for somebody who does not want to think of one: 20 letters and digits in groups, about 100 bits.</summary>
internal static class GeneratedPassword
{
    // Nothing that is mistaken for something else when it is read out.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary><c>k7wem-p3xqa-…</c></summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
}
