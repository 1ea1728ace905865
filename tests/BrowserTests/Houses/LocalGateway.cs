using System.Globalization;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;

namespace ConferenceGateway.BrowserTests.Houses;

/// <summary>A gateway in this process that a browser can reach: on <c>localhost</c>, where cameras work without https.</summary>
internal sealed class LocalGateway : IAsyncDisposable
{
    private LocalGateway(int port, string meetingUrl, string portalUrl, TestGateway gateway)
    {
        Port = port;
        MeetingUrl = meetingUrl;
        PortalUrl = portalUrl;
        Gateway = gateway;
    }

    public int Port { get; }

    public TestGateway Gateway { get; }

    public string MeetingUrl { get; }

    public string PortalUrl { get; }

    /// <summary>The same listener by a name that is not MeetingUrl's.</summary>
    public string OtherHostUrl => At("127.0.0.1", Port);

    public static Task<LocalGateway> StartAsync(params IEnumerable<LabShard> shards) => StartAsync([], shards);

    /// <summary>With settings over the usual ones.</summary>
    public static Task<LocalGateway> StartAsync(Dictionary<string, string?> settings, params IEnumerable<LabShard> shards) =>
        StartAsync(LoopbackPorts.NextPair(), settings, shards);

    /// <summary>On this port and the next, for whom its address must be known before it is there.</summary>
    public static async Task<LocalGateway> StartAsync(int port, Dictionary<string, string?> settings, params IEnumerable<LabShard> shards)
    {
        settings["Urls"] = null;
        return await StartAsync(port, At("localhost", port), PortalUrlAt(port), isSecure: false, settings, shards);
    }

    /// <summary>Before a shard that is nowhere: enough for the portal.</summary>
    public static async Task<LocalGateway> StartWithoutShardAsync()
    {
        var port = LoopbackPorts.NextPair();
        var settings = new Dictionary<string, string?> { ["Urls"] = null, ["Fleet:Shards:0:Name"] = "nowhere", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9" };
        return await StartAsync(port, At("localhost", port), PortalUrlAt(port), isSecure: false, settings, [], waitsForShards: false);
    }

    /// <summary>With TLS and, as most will have it, two names of one domain. Browsers lead every name below localhost to this machine.</summary>
    public static async Task<LocalGateway> StartSecureAsync(params IEnumerable<LabShard> shards)
    {
        var port = LoopbackPorts.Next();
        var listeners = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0;" + At("127.0.0.1", port, "https") };
        return await StartAsync(port, At("meet.verein.localhost", port, "https"), At("portal.verein.localhost", port, "https"), isSecure: true, listeners, shards);
    }

    /// <summary>Where the portal of a gateway on that port is.</summary>
    public static string PortalUrlAt(int port) => At("localhost", port + 1);

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static async Task<LocalGateway> StartAsync(
        int port, string meetingUrl, string portalUrl, bool isSecure, Dictionary<string, string?> settings, IEnumerable<LabShard> shards, bool waitsForShards = true)
    {
        settings["MeetingUrl"] = meetingUrl;
        settings["PortalUrl"] = portalUrl;
        settings["Operator:Name"] = "Beispielverein e. V.";
        settings["Operator:Imprint"] = "https://beispielverein.example/impressum";
        settings["Operator:Privacy"] = "https://beispielverein.example/datenschutz";
        var options = new TestGatewayOptions { Settings = settings, IsSecure = isSecure, WaitsForShards = waitsForShards };
        return new LocalGateway(port, meetingUrl, portalUrl, await TestGateway.StartAsync(options, shards));
    }

    private static string At(string host, int port, string scheme = "http") => string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{port}");
}
