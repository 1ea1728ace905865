using System.Reflection;
using System.Text.Json;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>A folder of its own for one peer: its configuration, its certificate, and what it writes; gone after the run.</summary>
internal sealed class PeerFolder : IDisposable
{
    /// <summary>The name in the certificate; every connection goes to 127.0.0.1 all the same.</summary>
    public const string Host = "meet.test";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private const string PortalHost = "portal.test";

    private PeerFolder(string path) => Path = path;

    public string Path { get; }

    private string CertificateFile => System.IO.Path.Combine(Path, "certificate.pem");

    private string KeyFile => System.IO.Path.Combine(Path, "key.pem");

    public static PeerFolder Create()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-bench-");
        // nginx gives up root's rights for its workers.
        File.SetUnixFileMode(folder.FullName, folder.UnixFileMode | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        TestCertificate.Write(folder, Host, PortalHost);
        var made = new PeerFolder(folder.FullName);
        // HAProxy wants both in one file.
        File.WriteAllText(System.IO.Path.Combine(made.Path, "both.pem"), File.ReadAllText(made.CertificateFile) + "\n" + File.ReadAllText(made.KeyFile));
        return made;
    }

    /// <summary>The gateway's database.</summary>
    public string Database => System.IO.Path.Combine(Path, "gateway.db");

    /// <summary>The gateway's own configuration; the file that was written.</summary>
    public string WriteGateway(int port, bool tls, IReadOnlyList<string> backends, bool isGuarded = false)
    {
        var file = System.IO.Path.Combine(Path, "gateway.json");
        var token = new { Issuer = "gateway", Ticket.Secret };
        var shards = backends.Select((address, index) => new
        {
            Name = ((char)('a' + index)).ToString(),
            Address = address,
            Authentication = isGuarded ? "Token" : "None",
            Token = isGuarded ? token : null,
        });
        var storage = new { Path = Database };
        File.WriteAllText(file, tls
            ? JsonSerializer.Serialize(new
            {
                MeetingUrl = $"https://{Host}:{port}",
                PortalUrl = $"https://{PortalHost}:{port}",
                Urls = $"https://127.0.0.1:{port}",
                Tls = new { Certificates = new[] { new { Path = CertificateFile, KeyPath = KeyFile } } },
                Storage = storage,
                Fleet = new { Shards = shards },
            }, WithoutNulls)
            : JsonSerializer.Serialize(new
            {
                MeetingUrl = $"http://127.0.0.1:{port}",
                PortalUrl = $"http://127.0.0.1:{port + 1}",
                Storage = storage,
                Fleet = new { Shards = shards },
            }, WithoutNulls));
        return file;
    }

    /// <summary>Fills in one of the configurations that are compiled into this program; the file that was written.</summary>
    public string WriteServer(string template, int port, bool tls, IReadOnlyList<string> backends, int authPort)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(template) ?? throw new BenchmarkException($"There is no configuration {template}.");
        using var reader = new StreamReader(stream);
        var tlsWords = !tls ? "" : template.StartsWith("nginx", StringComparison.Ordinal)
            ? "ssl http2"
            : $"ssl crt {System.IO.Path.Combine(Path, "both.pem")} alpn h2,http/1.1 ssl-min-ver TLSv1.3";
        var text = reader.ReadToEnd()
            .Replace("@RUN@", Path, StringComparison.Ordinal)
            .Replace("@PORT@", $"{port}", StringComparison.Ordinal)
            .Replace("@TLS@", tlsWords, StringComparison.Ordinal)
            .Replace("@SHARD0@", new Uri(backends[0]).Authority, StringComparison.Ordinal)
            .Replace("@SHARD1@", new Uri(backends[1]).Authority, StringComparison.Ordinal)
            .Replace("@AUTH@", $"{authPort}", StringComparison.Ordinal)
            .Replace("@SECRET@", Ticket.Secret, StringComparison.Ordinal)
            .Replace("@CERTIFICATE@", CertificateFile, StringComparison.Ordinal)
            .Replace("@KEY@", KeyFile, StringComparison.Ordinal);
        var file = System.IO.Path.Combine(Path, template);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
