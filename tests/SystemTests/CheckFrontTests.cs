using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>The self-test through a real nginx in front of the gateway, set up right and with the usual slips.</summary>
public sealed class CheckFrontTests : IAsyncLifetime
{
    private const string Host = "proxy_set_header Host $http_host;";
    private const string Upgrade = "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";";
    private const string Wait = "proxy_read_timeout 1h;";
    private const string Client = "proxy_set_header X-Forwarded-For $remote_addr;";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private LabShard _shard = null!;
    private ServerProcess? _nginx;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Installed.Find("nginx") is null, "nginx is missing: apt-get install nginx-light");
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "a", HidesReports = true }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        if (_shard is not null)
            await _shard.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_front_that_passes_all_on_and_waits_is_only_noted()
    {
        var report = await CheckAsync($"{Host} {Upgrade} {Wait} {Client}");

        report.Findings.Where(finding => finding.Severity >= Severity.Warning).Should().BeEmpty();
        report.Findings.Should().ContainSingle(finding => finding.Code == Codes.GatewayFront).Which.What.Should().Contain("Server: nginx");
    }

    [Fact]
    public async Task A_front_that_cuts_silence_is_named_with_what_to_set()
    {
        var report = await CheckAsync($"{Host} {Upgrade} {Client} proxy_read_timeout 1s;");

        string[] codes = [Codes.GatewaySilence, Codes.GatewayPoll];
        report.Findings.Where(finding => finding.Severity >= Severity.Warning).Select(finding => finding.Code).Should().BeEquivalentTo(codes);
        report.Findings.Where(finding => codes.Contains(finding.Code)).Should().OnlyContain(finding => finding.Severity == Severity.Error && finding.Fix!.Contains("proxy_read_timeout 1h"));
    }

    [Fact]
    public async Task A_front_that_drops_the_upgrade_is_named_with_the_lines_to_add()
    {
        var report = await CheckAsync($"{Host} {Wait} {Client}");

        report.Findings.Where(finding => finding.Severity >= Severity.Warning).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Code == Codes.GatewayWebSocket && finding.Fix!.Contains("proxy_set_header Upgrade $http_upgrade;"));
    }

    [Fact]
    public async Task A_front_that_changes_Host_is_named()
    {
        var report = await CheckAsync($"{Upgrade} {Wait} {Client}");

        report.Findings.Where(finding => finding.Code == Codes.GatewayHost).Should().HaveCount(2).And.OnlyContain(finding =>
            finding.Severity == Severity.Error && finding.Fix!.Contains("proxy_set_header Host $http_host;"));
    }

    private async Task<Report> CheckAsync(string lines)
    {
        var (meeting, portal, gateway) = (LoopbackPorts.Next(), LoopbackPorts.Next(), LoopbackPorts.Next());
        var settings = new Dictionary<string, string?>
        {
            ["MeetingUrl"] = Url(meeting),
            ["PortalUrl"] = Url(portal),
            ["Urls"] = Url(gateway),
            ["TrustedProxies:0"] = "127.0.0.1",
            ["Fleet:Shards:0:Name"] = "a",
            ["Fleet:Shards:0:AnnouncedName"] = "a",
            ["Fleet:Shards:0:Address"] = _shard.Address.ToString(),
        };
        _nginx = await ServerProcess.StartAsync(NginxServer.Command(_folder, string.Create(CultureInfo.InvariantCulture, $$"""
            server {
                listen 127.0.0.1:{{meeting}};
                listen 127.0.0.1:{{portal}};
                location / { proxy_pass {{Url(gateway)}}; proxy_http_version 1.1; {{lines}} }
            }
            """)), meeting, Cancellation);
        await using var running = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings });
        settings["Storage:Path"] = Path.Combine(_folder.FullName, "gateway.db");
        return await SelfTestRun.RunAsync(new SelfTestStart
        {
            Gateway = new GatewayStart { IsAlone = true, Settings = settings },
            Only = [Probe.Groups.Gateway],
            Silence = TimeSpan.FromSeconds(3),
        }, Cancellation);
    }

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
