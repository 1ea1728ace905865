using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConferenceGateway.Testing;

/// <summary>A self-signed certificate for the gateway's test names, as two PEM files.</summary>
internal sealed record TestCertificate(string Path, string KeyPath, string Thumbprint)
{
    public static TestCertificate Write(DirectoryInfo folder, params IEnumerable<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Conference Gateway test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var written = new TestCertificate(
            System.IO.Path.Combine(folder.FullName, "certificate.pem"), System.IO.Path.Combine(folder.FullName, "key.pem"), certificate.Thumbprint);
        File.WriteAllText(written.Path, certificate.ExportCertificatePem());
        File.WriteAllText(written.KeyPath, key.ExportPkcs8PrivateKeyPem());
        return written;
    }
}
