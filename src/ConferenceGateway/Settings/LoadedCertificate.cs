using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ConferenceGateway.Settings;

/// <summary>A certificate with its key and chain, ready for handshakes. Handshakes on their way keep it after it was replaced.</summary>
internal sealed class LoadedCertificate
{
    public LoadedCertificate(CertificateFile file, X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        File = file;
        Leaf = leaf;
        Options = new SslServerAuthenticationOptions
        {
            // Offline: whoever connects to us is nobody else's business, and missing parts of a chain belong into the file.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            EnabledSslProtocols = Protocols,
            ClientCertificateRequired = false,
        };
    }

    /// <summary>TLS 1.2 for phones whose maker has forgotten them, 1.3 for everybody else.</summary>
    public static SslProtocols Protocols => SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Where it came from.</summary>
    public CertificateFile File { get; }

    /// <summary>The certificate itself, with its key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>What a handshake with it needs; made once, so that TLS can resume.</summary>
    public SslServerAuthenticationOptions Options { get; }

    /// <summary>Whether it speaks for this host.</summary>
    public bool Covers(string host)
    {
        try
        {
            return Leaf.MatchesHostname(host);
        }
        catch (ArgumentException)
        {
            // A ClientHello may ask for anything; what is no name is nobody's.
            return false;
        }
    }
}
