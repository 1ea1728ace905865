using System.Globalization;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;

namespace ConferenceGateway.BrowserTests.Houses;

/// <summary>A gateway in this process that a browser can reach: on <c>localhost</c>, where cameras work without https.</summary>
internal sealed class LocalGateway : IAsyncDisposable
{
    private LocalGateway(int port, TestGateway gateway)
    {
        Port = port;
        Gateway = gateway;
    }

    public int Port { get; }

    public TestGateway Gateway { get; }

    public string MeetingUrl => At("localhost", Port);

    public string PortalUrl => At("localhost", Port + 1);

    /// <summary>The same listener by a name that is not MeetingUrl's.</summary>
    public string OtherHostUrl => At("127.0.0.1", Port);

    public static Task<LocalGateway> StartAsync(params IEnumerable<LabShard> shards) => StartAsync([], shards);

    /// <summary>With settings over the usual ones.</summary>
    public static async Task<LocalGateway> StartAsync(Dictionary<string, string?> settings, params IEnumerable<LabShard> shards)
    {
        var port = LoopbackPorts.NextPair();
        settings["MeetingUrl"] = At("localhost", port);
        settings["PortalUrl"] = At("localhost", port + 1);
        settings["Urls"] = null;
        settings["Operator:Name"] = "Beispielverein e. V.";
        settings["Operator:Imprint"] = "https://beispielverein.example/impressum";
        settings["Operator:Privacy"] = "https://beispielverein.example/datenschutz";
        return new LocalGateway(port, await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings }, shards));
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static string At(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
}
