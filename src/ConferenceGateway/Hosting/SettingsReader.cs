using System.Collections.Immutable;
using System.Net;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Hosting;

/// <summary>Reads <see cref="GatewaySettings"/> and collects every fault on the way, so that one start shows them all.</summary>
internal sealed class SettingsReader(IConfiguration configuration, string folder, SettingFaults faults)
{
    /// <summary>The settings. Paths of files in them are relative to the folder of the operator's file.</summary>
    /// <exception cref="SettingsException">Something cannot be used.</exception>
    public static GatewaySettings Read(IConfiguration configuration, string folder, SettingFaults faults)
    {
        var settings = new SettingsReader(configuration, folder, faults).Read();
        return settings is not null && faults.Lines.Count == 0 ? settings : throw new SettingsException(faults.Lines);
    }

    private GatewaySettings? Read()
    {
        var meeting = ReadOrigin("MeetingUrl");
        var portal = ReadOrigin("PortalUrl");
        if (meeting is not null && portal is not null)
            CheckApart(meeting, portal);
        CheckOperator();
        var path = Text("Storage:Path");
        if (path is null)
            faults.Missing("Storage:Path", "the file of the database, for example /var/lib/conference-gateway/gateway.db");
        var urls = ReadUrls(meeting, portal);
        var own = new OwnAddresses(meeting, portal, [.. urls, .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()]);
        var shards = new ShardsReader(configuration.GetSection("Fleet:Shards"), meeting, own, faults).Read();
        var stop = StopOptions.Read(configuration, faults);
        var log = LogOptions.Read(configuration, faults);
        return meeting is null || portal is null || path is null
            ? null
            : new GatewaySettings { Origins = new Origins(meeting, portal), StoragePath = path, Shards = shards, Urls = urls, Stop = stop, Log = log };
    }

    private Uri? ReadOrigin(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            faults.Missing(key, $"the public address of {(key == "MeetingUrl" ? "the rooms" : "sign-in and administration")}, for example https://{(key == "MeetingUrl" ? "meet" : "portal")}.example.org");
            return null;
        }

        if (ServerAddress.TryParse(text, out var address))
            return address.Uri;
        faults.Wrong(key, text, ServerAddress.Rule);
        return null;
    }

    private void CheckApart(Uri meeting, Uri portal)
    {
        if (Uri.Compare(meeting, portal, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
            faults.Wrong("PortalUrl", portal.OriginalString, "must be another origin than MeetingUrl: a script that gets into a meeting page must find nothing to steal");
        else if (meeting.Host.Equals(portal.Host, StringComparison.OrdinalIgnoreCase) && !meeting.IsLoopback)
            faults.Wrong("PortalUrl", portal.OriginalString, "must have another host than MeetingUrl: two ports of one host share their cookies");
    }

    private void CheckOperator()
    {
        var options = configuration.GetSection(OperatorOptions.Section).Get<OperatorOptions>() ?? new OperatorOptions();
        options.Logo = LogoFile.Resolve(options.Logo, folder);
        foreach (var failure in new OperatorOptionsRules().Validate(null, options).Failures ?? [])
            faults.Add(failure);
    }

    private ImmutableArray<string> ReadUrls(Uri? meeting, Uri? portal)
    {
        if (Text("Urls") is { } urls)
        {
            var list = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var url in list.DefaultIfEmpty(urls))
            {
                if (!IsListenable(url))
                    faults.Wrong("Urls", url, "must be http:// or https://, a host or *, and a port from 0 to 65535, for example http://127.0.0.1:8080");
            }

            return [.. list];
        }

        if (meeting is null || portal is null || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            return [];
        if (meeting.Scheme == Uri.UriSchemeHttps || portal.Scheme == Uri.UriSchemeHttps)
        {
            faults.Missing("Urls", "where to listen when MeetingUrl or PortalUrl is https: \"http://127.0.0.1:8080\" behind a proxy that " +
                "ends TLS; with a certificate of its own the gateway takes Kestrel:Endpoints instead (docs/configuration.md)");
            return [];
        }

        return [.. new[] { Listen(meeting), Listen(portal) }.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // A name that is not this machine's own is a name that people use; the listener takes every address then.
    private static string Listen(Uri origin) =>
        origin.IsLoopback || IPAddress.TryParse(origin.Host.Trim('[', ']'), out _)
            ? $"http://{origin.Authority}"
            : $"http://*:{origin.Port}";

    private static bool IsListenable(string url) =>
        OwnAddresses.TryParseListen(url, out var uri) && uri is { Scheme: "http" or "https", AbsolutePath: "/", UserInfo: "" };

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
