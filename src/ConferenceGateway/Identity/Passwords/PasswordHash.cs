using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;

namespace ConferenceGateway.Identity.Passwords;

/// <summary>What one hash costs.</summary>
/// <param name="Mebibytes">Its memory.</param>
/// <param name="Passes">Over that memory.</param>
internal readonly record struct HashCost(int Mebibytes, int Passes);

/// <summary>
/// A password as Argon2id of one lane, in the PHC string format: <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>. Takes
/// tens of milliseconds of a core and its memory: never many at once.
/// </summary>
internal sealed record PasswordHash(HashCost Cost, byte[] Salt, byte[] Hash)
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // What a restored database says must not make one sign-in take all memory.
    private const int MostMebibytes = 1024;
    private const int MostPasses = 100;

    /// <summary>Hashes a password with a salt of its own.</summary>
    public static PasswordHash Make(string password, HashCost cost)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(cost, salt, Compute(password, salt, cost));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null = it is nothing that we wrote.</summary>
    public static PasswordHash? Parse(string? text)
    {
        if (text?.Split('$') is not ["", "argon2id", "v=19", var cost, var salt, var hash] || cost.Split(',') is not [['m', '=', .. var memory], ['t', '=', .. var passes], "p=1"])
            return null;
        if (!int.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes) || kibibytes % 1024 != 0 ||
            kibibytes is < 1024 or > MostMebibytes * 1024 || !int.TryParse(passes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostPasses)
            return null;
        try
        {
            return new(new(kibibytes / 1024, count), Convert.FromBase64String(Padded(salt)), Convert.FromBase64String(Padded(hash)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is the hash of that password. Takes as long for a wrong one.</summary>
    public bool Verify(string password) => CryptographicOperations.FixedTimeEquals(Compute(password, Salt, Cost), Hash);

    /// <summary>The PHC string.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"$argon2id$v=19$m={Cost.Mebibytes * 1024},t={Cost.Passes},p=1${Bare(Salt)}${Bare(Hash)}");

    private static byte[] Compute(string password, byte[] salt, HashCost cost)
    {
        // The same password typed on a Mac and on Windows may be other bytes (NIST SP 800-63B-4, 3.1.1.2).
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)))
        {
            Salt = salt, MemorySize = cost.Mebibytes * 1024, Iterations = cost.Passes, DegreeOfParallelism = 1,
        };
        return argon.GetBytes(HashBytes);
    }

    private static string Bare(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static string Padded(string bare) => bare.PadRight((bare.Length + 3) / 4 * 4, '=');
}
