using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>The self-test before a real Prosody, with its usual slips.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private LabShard _web = null!;
    private ProsodyServer? _prosody;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Installed.Find("prosody") is null, "Prosody is missing: apt-get install prosody");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && Installed.Find("setpriv") is null, "setpriv is missing: apt-get install util-linux");
        _web = await LabShard.StartAsync(new LabShardOptions { Name = "a", HidesReports = true }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_prosody is not null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(_prosody.ToString()); // shown if the test failed
            await _prosody.DisposeAsync();
        }

        if (_web is not null)
            await _web.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_gateway_before_a_Prosody_that_is_set_up_right_has_no_error()
    {
        _prosody = await ProsodyServer.StartAsync("alone", Cancellation);
        var settings = Settings(ProsodyServer.Domain);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = settings.Append(new("Urls", $"{settings["MeetingUrl"]};{settings["PortalUrl"]}")).Where(setting => setting.Key != "Storage:Path").ToDictionary(),
        });

        var report = await CheckAsync(settings);

        report.Findings.Where(finding => finding.Severity >= Severity.Warning).Should().BeEmpty();
        report.Findings.Where(finding => finding.Severity == Severity.Good).Select(finding => finding.Code).Should().Contain(
        [
            Codes.ProsodyBosh, Codes.ProsodyWebSocket, Codes.ProsodyKeepAlive, Codes.ProsodyLogin, Codes.ProsodyDomain, Codes.ProsodyShardName,
            Codes.GatewayWebSocket, Codes.GatewayBosh, Codes.GatewaySilence, Codes.GatewayPoll, Codes.ClockOffset,
        ]);
    }

    [Fact]
    public async Task A_wrong_Host_is_named_with_its_setting()
    {
        _prosody = await ProsodyServer.StartAsync("alone", Cancellation);

        var report = await CheckAsync(Settings("wrong.test"));

        Errors(report).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Code == Codes.ProsodyHost && finding.What.Contains("knows no host wrong.test") && finding.Fix!.Contains("Fleet:Shards:0:Host") && finding.Fix.Contains("http_default_host"));
    }

    [Theory]
    [InlineData("bosh", Codes.ProsodyWebSocket, "websocket")]
    [InlineData("websocket", Codes.ProsodyBosh, "bosh")]
    public async Task A_module_that_is_off_is_named_and_nothing_else(string on, string code, string off)
    {
        _prosody = await ProsodyServer.StartAsync("alone", new ProsodyOptions { Modules = [on, "smacks"] }, Cancellation);

        var report = await CheckAsync(Settings(ProsodyServer.Domain));

        Errors(report).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Code == code && finding.Fix!.Contains($"modules_enabled = {{ \"{off}\""));
    }

    [Fact]
    public async Task A_domain_of_another_name_than_the_Host_is_read_out_of_config_js()
    {
        _prosody = await ProsodyServer.StartAsync(
            "alone", new ProsodyOptions { Modules = ["bosh", "websocket"], Globals = $"http_default_host = \"{ProsodyServer.Domain}\"" }, Cancellation);
        await using var web = await RawPeer.StartAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nvar config = { hosts: { authdomain: 'no.test', domain: 'meet.test' } };"u8.ToArray());
        var settings = Settings("rooms.example.org");
        settings["Fleet:Shards:0:Address"] = web.Address.ToString();

        var report = await CheckAsync(settings);

        Errors(report).Should().BeEmpty();
        report.Findings.Should().ContainSingle(finding => finding.Code == Codes.ProsodyDomain).Which.What.Should().Contain("meet.test");
    }

    private static IEnumerable<Finding> Errors(Report report) => report.Findings.Where(finding => finding.Severity == Severity.Error);

    private static Task<Report> CheckAsync(IReadOnlyDictionary<string, string?> settings) => SelfTestRun.RunAsync(new SelfTestStart
    {
        Gateway = new GatewayStart { IsAlone = true, Settings = settings },
        // The Lab's page is not what is looked at here.
        Only = [.. Probe.Groups.All.Where(group => group != Probe.Groups.Lint)],
        Silence = TimeSpan.FromSeconds(2),
    }, Cancellation);

    private Dictionary<string, string?> Settings(string host)
    {
        var port = LoopbackPorts.NextPair();
        return new Dictionary<string, string?>
        {
            ["MeetingUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["PortalUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port + 1}"),
            ["Storage:Path"] = Path.Combine(_folder.FullName, "gateway.db"),
            ["Fleet:Shards:0:Name"] = "a",
            ["Fleet:Shards:0:Address"] = _web.Address.ToString(),
            ["Fleet:Shards:0:Prosody"] = _prosody!.Address.ToString(),
            ["Fleet:Shards:0:Host"] = host,
        };
    }
}
