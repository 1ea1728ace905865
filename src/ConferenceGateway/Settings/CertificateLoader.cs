using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConferenceGateway.Settings;

/// <summary>Reads a certificate from its files, or says in one sentence why not.</summary>
internal static class CertificateLoader
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The certificate, or null and what is wrong: a whole line that begins with the key in the settings.</summary>
    public static LoadedCertificate? Load(CertificateFile file, out string? fault)
    {
        fault = null;
        try
        {
            var bytes = ReadFile(file.Path);
            return IsPem(bytes) ? LoadPem(file, Encoding.UTF8.GetString(bytes), out fault) : LoadPfx(file, bytes, out fault);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"{file.Key}: {e.Message.TrimEnd('.')}. The gateway's user must be able to read certificate and key.";
        }
        catch (Exception e) when (e is CryptographicException or NotSupportedException)
        {
            fault = $"{file}: it cannot be read ({e.Message.TrimEnd('.')}). Write the whole file anew.";
        }

        return null;
    }

    /// <summary>The bytes of a certificate or key; none of what is no ordinary file.</summary>
    /// <exception cref="IOException">It cannot be read, or has more than any certificate.</exception>
    public static byte[] ReadFile(string path)
    {
        var link = new FileInfo(path);
        var target = (FileInfo)(link.ResolveLinkTarget(returnFinalTarget: true) ?? link);
        // So have pipes and devices: the first one would be waited for, the second has no end.
        if (target.Length == 0)
            return [];
        using var stream = target.OpenRead();
        var bytes = new byte[MaxBytes + 1];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read <= MaxBytes ? bytes[..read] : throw new IOException($"{path} has more than 1 MB, so it is no certificate and no key");
    }

    /// <summary>What is wrong at this moment with a certificate that can be read; null if nothing is.</summary>
    public static string? FaultOfDates(X509Certificate2 leaf, DateTimeOffset now) =>
        now > leaf.NotAfter ? string.Create(CultureInfo.InvariantCulture, $"it ended on {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC")
        : now < leaf.NotBefore ? string.Create(CultureInfo.InvariantCulture, $"it begins only on {leaf.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC; is this machine's clock right?")
        : null;

    private static LoadedCertificate? LoadPem(CertificateFile file, string pem, out string? fault)
    {
        fault = null;
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        if (all.Count == 0)
        {
            fault = $"{file}: there is no certificate in it; it must hold the certificate first, then its chain.";
            return null;
        }

        // Half of a chain would be taken otherwise, and phones would turn away.
        if (pem.LastIndexOf("-----BEGIN ", StringComparison.Ordinal) > pem.LastIndexOf("-----END ", StringComparison.Ordinal))
        {
            fault = $"{file}: it ends in the middle of a certificate. Write the whole file anew.";
            return null;
        }

        var keyPath = file.KeyPath ?? file.Path;
        var keyPem = file.KeyPath is null ? pem : Encoding.UTF8.GetString(ReadFile(keyPath));
        if (!keyPem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            fault = file.KeyPath is null
                ? $"{file.Key}:KeyPath is missing; {file.Path} holds no key, and the key's PEM file must be named."
                : $"{file}: {keyPath} holds no private key in PEM.";
            return null;
        }

        if (!TryJoin(all[0], keyPem, file.Password, out var leaf, out var reason))
        {
            fault = $"{file}: the key in {keyPath} does not go with it ({reason.TrimEnd('.')}). Certificate and key must come from one order.";
            return null;
        }

        all.RemoveAt(0);
        return new LoadedCertificate(file, leaf, all);
    }

    private static bool TryJoin(X509Certificate2 certificate, string keyPem, string? password, [NotNullWhen(true)] out X509Certificate2? leaf, [NotNullWhen(false)] out string? reason)
    {
        (leaf, reason) = (null, null);
        try
        {
            var pem = certificate.ExportCertificatePem();
            leaf = keyPem.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromEncryptedPem(pem, keyPem, password)
                : X509Certificate2.CreateFromPem(pem, keyPem);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            reason = e.Message;
            return false;
        }
    }

    private static LoadedCertificate? LoadPfx(CertificateFile file, byte[] bytes, out string? fault)
    {
        fault = null;
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, file.Password);
        if (all.FirstOrDefault(certificate => certificate.HasPrivateKey) is { } leaf)
        {
            all.Remove(leaf);
            return new LoadedCertificate(file, leaf, all);
        }

        fault = $"{file}: it holds no certificate with a private key.";
        return null;
    }

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;
}
