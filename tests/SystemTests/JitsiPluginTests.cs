using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// The gateway's tokens before Jitsi's own plugins of Prosody, which are not in this repository: their folder is named by
/// <c>JITSI_PROSODY_PLUGINS</c>. They need Debian's lua-basexx, lua-cjson and lua-luaossl.
/// </summary>
public sealed class JitsiPluginTests : IAsyncLifetime
{
    private const string Variable = "JITSI_PROSODY_PLUGINS";
    private const string Secret = "a secret that this shard and the gateway share";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");
    private LabShard _web = null!;
    private ProsodyServer? _prosody;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var plugins = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(plugins), $"{Variable} names no folder: resources/prosody-plugins of jitsi-meet");
        Assert.SkipWhen(Installed.Find("prosody") is null, "Prosody is missing: apt-get install prosody");
        Assert.SkipWhen(Environment.IsPrivilegedProcess && Installed.Find("setpriv") is null, "setpriv is missing: apt-get install util-linux");
        _web = await LabShard.StartAsync(new LabShardOptions { Name = "a", HidesReports = true }, Cancellation);
        _prosody = await ProsodyServer.StartAsync("alone", new ProsodyOptions
        {
            Globals = $"plugin_paths = {{ \"{plugins}\" }}",
            Authentication = $"""
                authentication = "token"
                  app_id = "gateway"
                  app_secret = "{Secret}"
                  allow_empty_token = false
                  enable_domain_verification = true
                """,
            RoomModules = ["token_verification"],
        }, Cancellation);
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
    public async Task A_token_of_ours_gets_in_and_none_a_forged_one_and_one_of_another_room_do_not()
    {
        var report = await CheckAsync(Secret);

        Said(report, Severity.Error).Should().BeEmpty();
        Said(report, Severity.Good).Should().Contain([Codes.ProsodyToken, Codes.ProsodyGuard, Codes.ProsodyRooms]);
    }

    [Fact]
    public async Task A_wrong_secret_is_named_by_what_Prosody_says()
    {
        var report = await CheckAsync("a secret that this shard does not know at all");

        report.Findings.Should().Contain(finding => finding.Severity == Severity.Error && finding.Fix!.Contains("Token:Secret"));
    }

    private static IEnumerable<string> Said(Report report, Severity severity) =>
        report.Findings.Where(finding => finding.Severity == severity).Select(finding => finding.Code).Where(code => code.StartsWith("prosody", StringComparison.Ordinal));

    private Task<Report> CheckAsync(string secret)
    {
        var port = LoopbackPorts.NextPair();
        return SelfTestRun.RunAsync(new SelfTestStart
        {
            Gateway = new GatewayStart
            {
                IsAlone = true,
                Settings = new Dictionary<string, string?>
                {
                    ["MeetingUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                    ["PortalUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port + 1}"),
                    ["Storage:Path"] = Path.Combine(_folder.FullName, "gateway.db"),
                    ["Fleet:Shards:0:Name"] = "a",
                    ["Fleet:Shards:0:Address"] = _web.Address.ToString(),
                    ["Fleet:Shards:0:Prosody"] = _prosody!.Address.ToString(),
                    ["Fleet:Shards:0:Host"] = ProsodyServer.Domain,
                    ["Fleet:Shards:0:Authentication"] = "Token",
                    ["Fleet:Shards:0:Token:Issuer"] = "gateway",
                    ["Fleet:Shards:0:Token:Subject"] = ProsodyServer.Domain,
                    ["Fleet:Shards:0:Token:Secret"] = secret,
                },
            },
            Only = [Probe.Groups.Prosody],
            Silence = TimeSpan.FromSeconds(2),
        }, Cancellation);
    }
}
