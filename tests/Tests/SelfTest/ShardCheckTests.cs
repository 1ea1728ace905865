using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>The check before Lab shards, with and without a gateway.</summary>
public sealed class ShardCheckTests : IDisposable
{
    private static readonly string[] AllButLint = [.. Probe.Groups.All.Where(group => group != Probe.Groups.Lint)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_all_is_right_nothing_is_wrong()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha"), Options("beta")], Cancel);
        var settings = CheckFixture.Settings(_folder, lab.Shards);
        await using var gateway = await CheckFixture.StartGatewayAsync(settings, lab.Shards);

        var report = await CheckFixture.RunAsync(settings, AllButLint);

        report.Wrong().Should().BeEmpty();
        report.ExitCode.Should().Be(0);
        string[] seen =
        [
            Codes.GatewayLive, Codes.GatewayReady, Codes.GatewayHost, Codes.GatewayOpen, Codes.GatewayWebSocket, Codes.GatewayBosh, Codes.GatewaySilence,
            Codes.GatewayPoll, Codes.WebPage, Codes.WebOpen, Codes.ProsodyBosh, Codes.ProsodyWebSocket, Codes.ProsodyKeepAlive, Codes.ProsodyLogin,
            Codes.ProsodyShardName, Codes.JicofoRequest, Codes.BridgeServerId, Codes.BridgeOpen, Codes.ClockOffset, Codes.StorageWrite, Codes.DnsAddress,
        ];
        report.Findings.Where(finding => finding.Severity == Severity.Good).Select(finding => finding.Code).Should().Contain(seen);
    }

    [Fact]
    public async Task It_leaves_no_session_behind_and_one_room_that_is_clearly_its_own()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha")], Cancel);
        var settings = CheckFixture.Settings(_folder, lab.Shards);
        await using var gateway = await CheckFixture.StartGatewayAsync(settings, lab.Shards);

        await CheckFixture.RunAsync(settings, Probe.Groups.Gateway, Probe.Groups.Prosody);

        lab["alpha"].BoshSessions.Should().Be(0);
        lab["alpha"].Rooms.Should().BeEmpty();
        (await Tests.Placement.Book.RowsAsync(gateway.StoragePath)).Should().ContainSingle().Which.Should().MatchRegex("^gateway-check-[0-9a-f]{10} alpha 1$");
    }

    [Fact]
    public async Task Before_the_first_start_the_gateway_is_a_warning_and_the_shards_are_looked_at()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha")], Cancel);

        var report = await CheckFixture.RunAsync(CheckFixture.Settings(_folder, lab.Shards), AllButLint);

        report.Findings.Where(finding => finding.Severity >= Severity.Warning).Should().ContainSingle()
            .Which.Should().Match<Finding>(finding => finding.Code == Codes.GatewayLive && finding.Severity == Severity.Warning && finding.What.Contains("nobody listens there"));
        report.ExitCode.Should().Be(1);
        report.Of(Codes.ProsodyWebSocket)[0].Severity.Should().Be(Severity.Good);
        Directory.EnumerateFileSystemEntries(_folder.FullName).Should().BeEmpty("a check makes no database");
    }

    [Theory]
    [InlineData("alpha", "beta", "announces shard_name \"alpha\"; AnnouncedName is \"beta\"")]
    [InlineData("alpha", null, "announces shard_name \"alpha\"; AnnouncedName is not set")]
    [InlineData("", "beta", "announces no shard_name")]
    public async Task A_shard_name_that_differs_or_stands_on_one_side_alone_is_an_error(string told, string? set, string words)
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha") with { AnnouncedName = told }], Cancel);
        var settings = CheckFixture.Settings(_folder, lab.Shards);
        settings["Fleet:Shards:0:AnnouncedName"] = set;

        var report = await CheckFixture.RunAsync(settings, Probe.Groups.Prosody);

        report.Of(Codes.ProsodyShardName).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.What.Contains(words));
    }

    [Fact]
    public async Task What_its_web_server_shows_of_the_inside_is_a_warning()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha") with { HidesReports = false }], Cancel);

        var report = await CheckFixture.RunAsync(CheckFixture.Settings(_folder, lab.Shards), Probe.Groups.Web, Probe.Groups.Bridge);

        report.Of(Codes.WebOpen).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Warning && finding.What.Contains("/room-census, /sessions, /metrics, /stats, /debug, /about/version") && finding.Fix!.Contains("location = /room-census"));
        report.Of(Codes.BridgeOpen).Should().ContainSingle().Which.Severity.Should().Be(Severity.Warning);
    }

    [Fact]
    public async Task A_page_that_redirects_away_is_an_error_that_says_where_to()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha")], Cancel);
        lab["alpha"].Faults.Redirect = "https://meet.example.org/x";

        var report = await CheckFixture.RunAsync(CheckFixture.Settings(_folder, lab.Shards), Probe.Groups.Web);

        report.Of(Codes.WebPage).Should().ContainSingle().Which.What.Should().Contain("302").And.Contain("to https://meet.example.org/x");
    }

    [Fact]
    public async Task Something_else_at_the_public_address_is_an_error()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha")], Cancel);
        await using var nginx = FakeServer.Http(new Dictionary<string, string>(), headers: "Server: nginx\r\n");
        var settings = CheckFixture.Settings(_folder, lab.Shards);
        settings["MeetingUrl"] = nginx.Address;

        var report = await CheckFixture.RunAsync(settings, Probe.Groups.Gateway);

        report.Of(Codes.GatewayLive).Should().ContainSingle().Which.What.Should().Contain("Something else than the gateway answers").And.Contain("(nginx)");
        report.Of(Codes.GatewayWebSocket).Should().BeEmpty("one fault is one finding");
    }

    [Fact]
    public async Task A_proxy_that_is_not_believed_and_passes_no_upgrade_on_is_named()
    {
        await using var lab = await LabFleet.StartAsync([Options("alpha")], Cancel);
        await using var proxy = FakeServer.Http(new Dictionary<string, string>
        {
            ["/-/health/live"] = """{"status":"live"}""",
            ["/-/health/ready"] = """{"status":"ready"}""",
            ["/xmpp-websocket"] = "OK",
        }, new Dictionary<string, int> { ["/"] = 421, ["/http-bind"] = 504 }, "Via: 1.1 proxy\r\n");
        var settings = CheckFixture.Settings(_folder, lab.Shards);
        settings["MeetingUrl"] = proxy.Address;

        var report = await CheckFixture.RunAsync(settings, Probe.Groups.Gateway);

        report.Of(Codes.GatewayFront).Should().ContainSingle().Which.What.Should().Contain("Via: 1.1 proxy");
        report.Of(Codes.GatewayClients).Should().ContainSingle().Which.Fix.Should().Contain("TrustedProxies");
        report.Of(Codes.GatewayHost)[0].Fix.Should().Contain("proxy_set_header Host $http_host");
        report.Of(Codes.GatewayWebSocket).Should().ContainSingle().Which.Fix.Should().Contain("proxy_set_header Upgrade");
        report.Of(Codes.GatewayBosh).Should().ContainSingle().Which.What.Should().Contain("504");
    }

    [Fact]
    public async Task Faults_of_the_settings_are_findings_and_all_that_can_be_said()
    {
        var report = await CheckFixture.RunAsync(new Dictionary<string, string?> { ["MeetingUrl"] = "meet.test", ["PortalUrl"] = "http://portal.test" });

        report.Findings.Should().OnlyContain(finding => finding.Code == Codes.Settings && finding.Severity == Severity.Error);
        report.Findings.Select(finding => finding.What).Should().Contain(what => what.StartsWith("MeetingUrl is \"meet.test\"")).And.Contain(what => what.StartsWith("Fleet:Shards is missing"));
        report.ExitCode.Should().Be(2);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static LabShardOptions Options(string name) => new() { Name = name, ServerIds = [$"{name}-bridge"], HidesReports = true };
}
