using System.Collections.Immutable;
using System.Net;

namespace ConferenceGateway.Settings;

/// <summary>Reads <see cref="ListeningOptions"/>: <c>Urls</c>, <c>Tls</c>, <c>TrustedProxies</c> and <c>Limits</c>.</summary>
internal sealed class ListenReader(IConfiguration configuration, GatewayStart start, SettingFaults faults)
{
    /// <summary>The settings; what cannot be used is a fault and left out.</summary>
    public ListeningOptions Read(Uri? meeting, Uri? portal)
    {
        var certificates = ReadCertificates();
        return new ListeningOptions
        {
            Addresses = ReadAddresses(meeting, portal, endsTls: configuration.GetSection("Tls:Certificates").GetChildren().Any()),
            Certificates = certificates,
            HstsDays = configuration.ReadNumber("Tls:HstsDays", usual: 365, least: 0, most: 3650, faults),
            ChallengeFolder = ReadFolder(),
            TrustedProxies = ReadProxies(),
            Limits = ClientLimits.Read(configuration, faults),
        };
    }

    private ImmutableArray<ListenAddress> ReadAddresses(Uri? meeting, Uri? portal, bool endsTls)
    {
        if (configuration["Urls"] is not { } urls || string.IsNullOrWhiteSpace(urls))
            return UsualAddresses(meeting, portal, endsTls);

        var list = ImmutableArray.CreateBuilder<ListenAddress>();
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty(urls))
        {
            // With port 0 the system takes any: good for a test, but nobody would find the gateway.
            if (ListenAddress.TryParse(url, out var address) && (address.Port > 0 || start.IsAlone))
                list.Add(address);
            else
                faults.Wrong("Urls", url, ListenAddress.Rule);
        }

        if (list.Any(address => address.IsSecure) && !endsTls)
            faults.Missing("Tls:Certificates", "the certificate for the https address in Urls; behind a proxy that ends TLS, Urls is http://127.0.0.1:8080");
        if (list.Count > 0 && list.All(address => !address.IsSecure) && endsTls)
            faults.Wrong("Urls", urls, "must have an https address, because Tls:Certificates names a certificate; without one it would be of no use");
        return list.ToImmutable();
    }

    private ImmutableArray<ListenAddress> UsualAddresses(Uri? meeting, Uri? portal, bool endsTls)
    {
        if (meeting is null || portal is null)
            return [];
        string[] urls = (meeting.Scheme == Uri.UriSchemeHttps || portal.Scheme == Uri.UriSchemeHttps, endsTls) switch
        {
            // Port 80 answers every link that somebody typed without https.
            (true, true) => [.. new[] { meeting, portal }.Where(origin => origin.Scheme == Uri.UriSchemeHttps).Select(origin => $"https://*:{origin.Port}"), "http://*:80"],
            (true, false) => [],
            _ => [Usual(meeting), Usual(portal)],
        };
        if (urls.Length == 0)
            faults.Missing("Urls", "where to listen when MeetingUrl or PortalUrl is https: \"http://127.0.0.1:8080\" behind a proxy that " +
                "ends TLS; with a certificate of its own the gateway wants Tls:Certificates instead (docs/listening.md)");
        else if (endsTls && meeting.Scheme != Uri.UriSchemeHttps)
            faults.Wrong("MeetingUrl", meeting.OriginalString, "must be https, because Tls:Certificates names a certificate");
        return [.. urls.Distinct(StringComparer.OrdinalIgnoreCase).Select(url => ListenAddress.TryParse(url, out var address) ? address : null).OfType<ListenAddress>()];
    }

    // A name that is not this machine's own is a name that people use; the listener takes every address then.
    private static string Usual(Uri origin) =>
        origin.IsLoopback || IPAddress.TryParse(origin.Host.Trim('[', ']'), out _)
            ? $"http://{origin.Authority}"
            : $"http://*:{origin.Port}";

    private ImmutableArray<CertificateFile> ReadCertificates()
    {
        var section = configuration.GetSection("Tls:Certificates");
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list, each entry with Path and, for PEM, KeyPath");
        return [.. section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).Select(ReadCertificate).OfType<CertificateFile>()];
    }

    private CertificateFile? ReadCertificate(IConfigurationSection section)
    {
        if (string.IsNullOrWhiteSpace(section["Path"]))
        {
            faults.Missing($"{section.Path}:Path", "a certificate file, PEM or PFX, for example /etc/conference-gateway/fullchain.pem");
            return null;
        }

        var keyPath = string.IsNullOrWhiteSpace(section["KeyPath"]) ? null : Path.GetFullPath(section["KeyPath"]!, start.Folder);
        return new CertificateFile(section.Path, Path.GetFullPath(section["Path"]!, start.Folder), keyPath, section["Password"]);
    }

    private string? ReadFolder()
    {
        const string key = "Tls:ChallengeFolder";
        if (configuration[key] is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        var path = Path.GetFullPath(text, start.Folder);
        if (!Directory.Exists(path))
            faults.Wrong(key, text, "must be a folder that is there; certbot's --webroot-path names the same one");
        return path;
    }

    private ImmutableArray<IPNetwork> ReadProxies()
    {
        var section = configuration.GetSection("TrustedProxies");
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list of addresses, for example [ \"127.0.0.1\" ]");
        var list = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var child in section.GetChildren())
        {
            if (CallerReader.TryReadNetwork(child.Value, out var network))
                list.Add(network);
            else
                faults.Wrong(child.Path, child.Value, "must be an address of a proxy or a network, for example 127.0.0.1 or 10.0.0.0/24");
        }

        return list.ToImmutable();
    }
}
