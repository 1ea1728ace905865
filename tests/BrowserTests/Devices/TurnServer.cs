using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.BrowserTests.Devices;

/// <summary>Debian's coturn on loopback, with a shared secret and a certificate that nobody knows.</summary>
internal sealed class TurnServer : IAsyncDisposable
{
    public const string Secret = "a secret of this test alone";

    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _process;

    private TurnServer(DirectoryInfo folder, ServerProcess process, int port, int tlsPort)
    {
        _folder = folder;
        _process = process;
        Port = port;
        TlsPort = tlsPort;
    }

    public int Port { get; }

    public int TlsPort { get; }

    public static async Task<TurnServer> StartAsync()
    {
        var program = Installed.Find("turnserver");
        Assert.SkipWhen(program is null, "coturn is missing: apt-get install coturn");
        var folder = Directory.CreateTempSubdirectory("gateway-turn-");
        var (port, tlsPort, relay) = (LoopbackPorts.Next(), LoopbackPorts.Next(), LoopbackPorts.NextPair());
        WriteCertificate(folder);
        var file = Path.Combine(folder.FullName, "turn.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"""
            listening-ip=127.0.0.1
            relay-ip=127.0.0.1
            listening-port={port}
            tls-listening-port={tlsPort}
            min-port={relay}
            max-port={relay + 40}
            cert={folder.FullName}/certificate.pem
            pkey={folder.FullName}/key.pem
            realm=localhost
            use-auth-secret
            static-auth-secret={Secret}
            allow-loopback-peers
            no-dtls
            no-cli
            pidfile={folder.FullName}/pid
            userdb={folder.FullName}/users
            log-file=stdout

            """));
        try
        {
            return new TurnServer(folder, await ServerProcess.StartAsync([program, "-c", file], port, TestContext.Current.CancellationToken), port, tlsPort);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Its last lines.</summary>
    public override string ToString() => _process.ToString();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static void WriteCertificate(DirectoryInfo folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder.FullName, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
