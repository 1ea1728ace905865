using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>Jicofo and videobridges by their REST listeners, as Jitsi's sources have them.</summary>
public sealed class JitsiPartsTests : IDisposable
{
    private static readonly Dictionary<string, string> HealthyBridge = new()
    {
        ["/about/health"] = "",
        ["/about/version"] = """{"name":"JVB","version":"2.3","os":"Linux"}""",
        ["/metrics"] = """{"stress":0.12,"drain_mode":false,"graceful_shutdown":false,"shutting_down":false}""",
        ["/colibri/stats"] = """{"stress_level":0.12,"mucs_configured":1,"mucs_joined":1}""",
        ["/colibri/drain"] = """{"drain":false}""",
        ["/debug"] = "{}",
    };

    private static readonly Dictionary<string, string> HealthyJicofo = new()
    {
        ["/about/health"] = "OK",
        ["/about/version"] = """{"name":"Jicofo","version":"1.0"}""",
        ["/stats"] = """{"bridge_selector":{"bridge_count":1,"operational_bridge_count":1}}""",
        ["/metrics"] = "# x",
        ["/debug"] = "{}",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    [Fact]
    public async Task A_bridge_that_is_well_has_only_good_findings_and_is_only_read()
    {
        await using var inside = FakeServer.Http(HealthyBridge);
        await using var outside = Public("jvb-a1");

        var report = await CheckBridgeAsync(outside, inside);

        report.Findings.Should().OnlyContain(finding => finding.Severity == Severity.Good);
        inside.Asked.Concat(outside.Asked).Should().OnlyContain(line => line.StartsWith("GET "));
    }

    [Theory]
    [InlineData("/colibri/drain", """{"drain":true}""", Codes.BridgeDrain, Severity.Note, "draining")]
    [InlineData("/colibri/stats", """{"mucs_configured":2,"mucs_joined":1}""", Codes.BridgeRooms, Severity.Error, "in 1 of 2 brewery rooms")]
    [InlineData("/metrics", """{"jitsi_jvb_stress":0.93}""", Codes.BridgeStress, Severity.Warning, "0.93")]
    [InlineData("/metrics", """{"jitsi_jvb_graceful_shutdown":true}""", Codes.BridgeShutdown, Severity.Warning, "shutting down")]
    public async Task What_a_bridge_says_of_itself_is_a_finding(string path, string body, string code, object severity, string words)
    {
        await using var inside = FakeServer.Http(new Dictionary<string, string>(HealthyBridge) { [path] = body });
        await using var outside = Public("jvb-a1");

        var report = await CheckBridgeAsync(outside, inside);

        report.Of(code)[0].Should().Match<Finding>(finding => finding.Severity.Equals(severity) && finding.What.Contains(words));
    }

    [Fact]
    public async Task A_bridge_as_it_is_installed_does_not_say_whether_Jicofo_sees_it()
    {
        await using var inside = FakeServer.Http(HealthyBridge.Where(entry => entry.Key != "/colibri/stats").ToDictionary());
        await using var outside = Public("jvb-a1");

        var report = await CheckBridgeAsync(outside, inside);

        report.Of(Codes.BridgeRooms).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Note && finding.Fix!.Contains("apis { rest { enabled = true } }"));
    }

    [Fact]
    public async Task A_sick_bridge_is_named_with_its_reason()
    {
        await using var inside = FakeServer.Http(
            new Dictionary<string, string>(HealthyBridge) { ["/about/health"] = "No valid IP addresses available" }, new Dictionary<string, int> { ["/about/health"] = 500 });
        await using var outside = Public("jvb-a1");

        var report = await CheckBridgeAsync(outside, inside);

        report.Of(Codes.BridgeHealth).Should().ContainSingle().Which.What.Should().Contain("No valid IP addresses available");
    }

    [Theory]
    [InlineData("default-id", "it answers to default-id", "server-id = \"jvb-a1\"")]
    [InlineData("jvb-b1", "it answers to jvb-b1", "two bridges are swapped")]
    [InlineData("jvb-other", "does not answer to jvb-a1 (404)", "server-id = \"jvb-a1\"")]
    public async Task A_bridge_with_another_server_id_is_named_with_the_one_it_has(string real, string words, string fix)
    {
        await using var outside = Public(real);
        var settings = Settings(outside);
        settings["Fleet:Shards:0:Bridges:1:ServerId"] = "jvb-b1";
        settings["Fleet:Shards:0:Bridges:1:Address"] = "http://127.0.0.1:9";

        var report = await CheckFixture.RunAsync(settings, Probe.Groups.Bridge);

        report.Of(Codes.BridgeServerId).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.What.Contains(words) && finding.Fix!.Contains(fix));
    }

    [Fact]
    public async Task A_private_listener_that_is_reached_through_the_public_one_is_a_warning()
    {
        await using var outside = FakeServer.Http(HealthyBridge);

        var report = await CheckFixture.RunAsync(Settings(outside), Probe.Groups.Bridge);

        report.Of(Codes.BridgeOpen).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Warning && finding.What.Contains("/colibri/drain"));
    }

    [Fact]
    public async Task A_Jicofo_that_is_well_has_only_good_findings_and_hears_of_no_room()
    {
        await using var jicofo = FakeServer.Http(HealthyJicofo, new Dictionary<string, int> { ["/conference-request/v1"] = 400 });

        var report = await CheckJicofoAsync(jicofo);

        report.Findings.Should().OnlyContain(finding => finding.Severity == Severity.Good);
        report.Of(Codes.JicofoRequest).Should().ContainSingle();
    }

    [Fact]
    public async Task A_Jicofo_as_it_is_installed_has_its_health_off()
    {
        await using var jicofo = FakeServer.Http(HealthyJicofo.Where(entry => entry.Key != "/about/health").ToDictionary());

        var report = await CheckJicofoAsync(jicofo);

        report.Of(Codes.JicofoHealth).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Note && finding.Fix!.Contains("health { enabled = true }"));
    }

    [Fact]
    public async Task A_Jicofo_without_bridges_is_an_error()
    {
        await using var jicofo = FakeServer.Http(
            new Dictionary<string, string>(HealthyJicofo) { ["/about/health"] = "No operational bridges available", ["/stats"] = """{"bridge_selector":{"operational_bridge_count":0}}""" },
            new Dictionary<string, int> { ["/about/health"] = 500 });

        var report = await CheckJicofoAsync(jicofo);

        report.Of(Codes.JicofoBridges).Should().ContainSingle().Which.Severity.Should().Be(Severity.Error);
        report.Of(Codes.JicofoHealth).Should().ContainSingle().Which.What.Should().Contain("No operational bridges available");
    }

    [Fact]
    public async Task Something_else_at_Jicofos_address_is_an_error()
    {
        await using var other = FakeServer.Http(new Dictionary<string, string>());

        (await CheckJicofoAsync(other)).Of(Codes.JicofoAnswer).Should().ContainSingle().Which.Severity.Should().Be(Severity.Error);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A videobridge's public listener: 403 for its own server-id with a wrong password, else 404.</summary>
    private static FakeServer Public(string serverId) =>
        FakeServer.Http(new Dictionary<string, string>(), new Dictionary<string, int> { [$"/colibri-ws/{serverId}/gateway-check/0"] = 403 });

    private Dictionary<string, string?> Settings(FakeServer bridge)
    {
        var settings = CheckFixture.Settings(_folder);
        settings["Fleet:Shards:0:Name"] = "a";
        settings["Fleet:Shards:0:Address"] = "http://127.0.0.1:9";
        settings["Fleet:Shards:0:Bridges:0:ServerId"] = "jvb-a1";
        settings["Fleet:Shards:0:Bridges:0:Address"] = bridge.Address;
        return settings;
    }

    private Task<Report> CheckBridgeAsync(FakeServer outside, FakeServer inside)
    {
        var settings = Settings(outside);
        settings["Fleet:Shards:0:Bridges:0:PrivateAddress"] = inside.Address;
        return CheckFixture.RunAsync(settings, Probe.Groups.Bridge);
    }

    private async Task<Report> CheckJicofoAsync(FakeServer jicofo)
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "a" }, TestContext.Current.CancellationToken);
        var settings = CheckFixture.Settings(_folder, shard);
        settings["Fleet:Shards:0:Jicofo"] = jicofo.Address;
        return await CheckFixture.RunAsync(settings, Probe.Groups.Jicofo);
    }
}
