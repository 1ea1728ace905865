using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConferenceGateway.Tests.Hosting.Listening;

/// <summary>An authority for certificates of any kind and date, with an intermediate, as real ones have it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        var now = DateTimeOffset.UtcNow;
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _root = Authority("CN=Test root", rootKey).CreateSelfSigned(now.AddYears(-2), now.AddYears(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var intermediate = Authority("CN=Test intermediate", key).Create(_root, now.AddYears(-1), now.AddYears(1), [1, 2, 3]);
        Intermediate = intermediate.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Intermediate { get; }

    /// <summary>A certificate with its key; by default from yesterday until in 90 days.</summary>
    public X509Certificate2 Issue(string host, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.Create(Intermediate, from ?? now.AddDays(-1), until ?? now.AddDays(90), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Certificate and chain, as <c>fullchain.pem</c> has them.</summary>
    public string Chain(X509Certificate2 leaf) => $"{leaf.ExportCertificatePem()}\n{Intermediate.ExportCertificatePem()}\n";

    public static string Key(X509Certificate2 leaf, string? password = null)
    {
        using var key = leaf.GetECDsaPrivateKey()!;
        return password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    public byte[] Pfx(X509Certificate2 leaf, string? password) =>
        new X509Certificate2Collection { leaf, X509CertificateLoader.LoadCertificate(Intermediate.RawData) }.Export(X509ContentType.Pfx, password)!;

    public void Dispose()
    {
        Intermediate.Dispose();
        _root.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
