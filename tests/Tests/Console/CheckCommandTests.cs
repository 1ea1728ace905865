using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Console;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.SelfTest;
using Xunit;

namespace ConferenceGateway.Tests.Console;

public sealed class CheckCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_wrong_is_0()
    {
        await WriteAsync();

        var (code, output, errors) = await GatewayProcess.RunAsync(["check", "--config", "gateway.json", "--only", "storage,dns"], _folder.FullName);

        (code, errors).Should().BeEquivalentTo((0, Array.Empty<string>()), output);
        output.Should().MatchRegex(@"\n0 errors, 0 warnings, (1 note, )?\d+ good; \d+\.\d s$").And.NotContain("\e");
        Directory.EnumerateFiles(_folder.FullName).Select(Path.GetFileName).Should().Equal("gateway.json");
    }

    [Fact]
    public async Task Warnings_are_1()
    {
        await WriteAsync();

        // Nothing runs at MeetingUrl yet.
        (await GatewayProcess.RunAsync(["check", "--config", "gateway.json", "--only", "gateway"], _folder.FullName)).Code.Should().Be(1);
    }

    [Fact]
    public async Task Who_believes_everybody_is_warned()
    {
        await WriteAsync();

        var (code, output, _) = await GatewayProcess.RunAsync(
            ["check", "--config", "gateway.json", "--only", "storage", "--TrustedProxies:0", "0.0.0.0/0"], _folder.FullName);

        (code, output).Should().Be((1, output));
        output.Should().Contain("WARNING").And.Contain("TrustedProxies has 0.0.0.0/0: everybody is believed.");
    }

    [Fact]
    public async Task Errors_are_2_and_json_says_them_all()
    {
        await WriteAsync();

        var (code, output, _) = await GatewayProcess.RunAsync(["check", "--config", "gateway.json", "--only", "prosody", "--json"], _folder.FullName);

        code.Should().Be(2);
        using var report = JsonDocument.Parse(output);
        report.RootElement.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("findings", "errors", "warnings", "seconds");
        report.RootElement.GetProperty("errors").GetInt32().Should().Be(1);
        var finding = report.RootElement.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("severity").GetString() == "error");
        finding.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("severity", "code", "subject", "what", "why", "fix", "where");
        finding.GetProperty("code").GetString().Should().Be("prosody.answer");
        finding.GetProperty("subject").GetString().Should().Be("shard a");
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_2_and_hold_no_secret()
    {
        await WriteAsync(address: "http://anna:s3cret@127.0.0.1:9");

        var (code, output, errors) = await GatewayProcess.RunAsync(["check", "--config", "gateway.json"], _folder.FullName);

        (code, errors).Should().BeEquivalentTo((2, Array.Empty<string>()));
        output.Should().Contain("Fleet:Shards:0:Address is").And.NotContain("s3cret").And.MatchRegex(@"\n1 error, 0 warnings, 0 good; \d+\.\d s$");
    }

    [Theory]
    [InlineData("check", "--config", "nowhere.json")]
    [InlineData("check", "nonsense")]
    public async Task A_file_that_is_not_there_and_a_slip_are_findings(params string[] arguments) =>
        (await GatewayProcess.RunAsync(arguments, _folder.FullName)).Code.Should().Be(2);

    [Fact]
    public async Task An_unknown_group_is_3()
    {
        var (code, _, errors) = await GatewayProcess.RunAsync(["check", "--only", "storage,prosodie"], _folder.FullName);

        code.Should().Be(3);
        errors.Should().ContainSingle().Which.Should().StartWith("--only prosodie: there is no such group; there are dns, tls, storage,");
    }

    [Theory]
    [InlineData("large", "config.js has 10 MB; more than 2 MB are not read.")]
    [InlineData("binary", "config.js is not text in UTF-8.")]
    [InlineData("broken", "config.js has a syntax error in line 2, column ")]
    public async Task A_config_js_that_is_none_is_one_sentence(string kind, string said)
    {
        byte[] config = kind switch
        {
            "large" => [.. "var config = {};\n"u8, .. Enumerable.Repeat((byte)' ', 10 * 1024 * 1024)],
            "binary" => [.. "\u007fELF"u8, 0xFF, 0xC0, 0, 1, 2],
            _ => "var config = {\n  hosts: { domain 'meet.test' },\n};\n"u8.ToArray(),
        };
        await using var shard = FakeServer.Bytes(config);
        await WriteAsync(shard.Address);

        var (code, output, errors) = await GatewayProcess.RunAsync(["check", "--config", "gateway.json", "--only", "lint", "--json"], _folder.FullName);

        (code, errors).Should().BeEquivalentTo((2, Array.Empty<string>()), output);
        using var report = JsonDocument.Parse(output);
        var finding = report.RootElement.GetProperty("findings").EnumerateArray().Should()
            .ContainSingle(one => one.GetProperty("what").GetString()!.StartsWith(said, StringComparison.Ordinal), output).Which;
        finding.GetProperty("severity").GetString().Should().Be("error");
        finding.GetProperty("fix").GetString().Should().NotBeNullOrEmpty();
        output.Should().NotContain("Exception");
    }

    [Fact]
    public void The_worst_comes_first_what_is_good_is_counted_and_nothing_is_wider_than_the_screen()
    {
        var text = new CheckText(hasColours: false, width: 80).Of(Sample(), withGood: false);

        var lines = text.Split('\n');
        lines[1].Should().Be("shard b");
        lines[2].Should().Be("  ERROR   Its Prosody http://10.0.0.6:5280 refuses the connection: nobody");
        lines.Should().Contain("            modules_enabled = { \"a line that is copied stays whole, however long it is, because it is pasted\" }".Insert(0, "  "));
        lines.Where(line => !line.Contains("modules_enabled")).Should().OnlyContain(line => line.Length <= 80);
        lines.Should().Contain("shard c  1 good").And.Contain("  1 good");
        text.Should().NotContain("A good thing").And.EndWith("\n1 error, 1 warning, 2 good; 12.3 s");
    }

    [Fact]
    public void What_findings_side_by_side_share_is_said_once()
    {
        Finding Fault(string what, string fix) => new(Severity.Error, "a.fault", "settings", what) { Why = "Nothing starts.", Fix = fix };
        var report = new Report([Fault("One.", "Read."), Fault("Two.", "Read."), Fault("Three.", "Write.")], 0.1);

        new CheckText(hasColours: false, width: 80).Of(report, withGood: false).Split('\n').Should().Equal(
            "", "settings", "  ERROR   One.", "  ERROR   Two.", "          Nothing starts.", "          → Read.", "  ERROR   Three.", "          → Write.",
            "", "3 errors, 0 warnings, 0 good; 0.1 s");
    }

    [Fact]
    public void Colours_are_only_where_they_are_wanted_and_no_server_can_add_its_own()
    {
        new CheckText(hasColours: false, width: 80).Of(Sample(), withGood: true).Should().NotContain("\e");
        new CheckText(hasColours: true, width: 80).Of(Sample(), withGood: true).Should().Contain("\e[1;31mERROR  \e[0m").And.NotContain("\e[5m");
    }

    [Fact]
    public void What_a_server_says_neither_steers_the_screen_nor_fills_it()
    {
        var text = new CheckText(hasColours: true, width: 80).Of(
            new Report([new Finding(Severity.Error, "a.error", "shard \u202eb", $"It says \e]0;x\a\u009b31m\u2066{new string('z', 100_000)}.") { Fix = "a\nb\e[2J" }], 1), withGood: false);

        text.Length.Should().BeLessThan(5000);
        text.Should().NotContainAny("\e]", "\a", "\u009b", "\u202e", "\u2066", "\e[2J");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Report Sample() => new(
    [
        new Finding(Severity.Good, "a.good", "shard a", "A good thing."),
        new Finding(Severity.Warning, "a.warning", "shard a", "A \e[5mblinking header.") { Why = "It should not.", Fix = "nginx: no." },
        new Finding(Severity.Error, "a.error", "shard b", "Its Prosody http://10.0.0.6:5280 refuses the connection: nobody listens there.")
        {
            Why = "Nobody can enter a room of this shard, and the gateway takes it for down and places rooms elsewhere.",
            Fix = "prosody.cfg.lua:\nmodules_enabled = { \"a line that is copied stays whole, however long it is, because it is pasted\" }",
        },
        new Finding(Severity.Good, "a.good", "shard c", "Another good thing."),
    ], 12.3);

    private Task WriteAsync(string address = "http://127.0.0.1:9") => File.WriteAllTextAsync(Path.Combine(_folder.FullName, "gateway.json"), $$"""
        {
          "MeetingUrl": "http://127.0.0.1:7",
          "PortalUrl": "http://127.0.0.1:8",
          "Storage": { "Path": "{{_folder.FullName}}/gateway.db" },
          "Fleet": { "Shards": [ { "Name": "a", "Address": "{{address}}" } ] }
        }
        """, Cancel);
}
