using AwesomeAssertions;
using ConferenceGateway.SelfTest;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>The check ends, whatever is dead, and names what is.</summary>
public sealed class DeadServersTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    public static TheoryData<string, string> Deaths => new()
    {
        { nameof(FakeServer.Silent), "does not answer within" },
        { nameof(FakeServer.Dripping), "does not answer within" },
        { nameof(FakeServer.DrippingBody), "begins to answer, but does not finish within" },
        { nameof(FakeServer.EndlessHeaders), "answers with headers without end" },
        { nameof(FakeServer.NoHttp), "answers, but not with HTTP" },
    };

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_shard_that_is_dead_in_some_way_is_named_with_the_way(string death, string words)
    {
        await using var server = Make(death);

        // Where the server says what is wrong, it gets the time to say it on a busy machine too.
        var report = await CheckAsync(server.Address, death switch
        {
            nameof(FakeServer.Silent) or nameof(FakeServer.Dripping) => Patience,
            nameof(FakeServer.DrippingBody) => Patience * 4,
            _ => Patience * 8,
        });

        report.Of(Codes.ProsodyAnswer).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.What.Contains(words) && finding.Why != null && finding.Fix != null);
        report.Of(Codes.WebPage).Should().ContainSingle().Which.What.Should().Contain(words);
        report.Of(Codes.BridgeAnswer).Should().ContainSingle().Which.Severity.Should().Be(Severity.Error);
        report.Findings.Where(finding => finding.Severity >= Severity.Warning).Should().OnlyContain(finding => finding.Why != null && finding.Fix != null);
        report.ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_and_read_as_far_as_it_went()
    {
        await using var server = FakeServer.Endless();

        var report = await CheckAsync(server.Address, Patience * 8);

        report.Of(Codes.ProsodyBosh).Should().ContainSingle().Which.Severity.Should().Be(Severity.Error);
        report.Of(Codes.ProsodyWebSocket).Should().ContainSingle().Which.What.Should().Contain("answers the upgrade with 200");
    }

    [Fact]
    public async Task A_socket_that_opens_and_says_nothing_is_named()
    {
        await using var server = FakeServer.SilentSocket();

        var report = await CheckAsync(server.Address);

        report.Of(Codes.ProsodyWebSocket).Should().ContainSingle().Which.What.Should().Contain("does not answer within 0.5 s");
    }

    [Fact]
    public async Task An_address_that_swallows_packets_is_named()
    {
        using var blackhole = new Blackhole();

        var report = await CheckAsync(blackhole.Address);

        report.Of(Codes.ProsodyAnswer).Should().ContainSingle().Which.What.Should().Contain("does not answer within 0.5 s");
        report.Of(Codes.WebPage).Should().ContainSingle().Which.What.Should().Contain("does not answer within 0.5 s");
    }

    [Fact]
    public async Task A_name_server_that_never_answers_holds_up_nobody_else()
    {
        using var end = new ManualResetEventSlim();
        var settings = Settings("http://dead.example:5280");

        var report = await CheckFixture.RunAsync(settings, start => start with
        {
            Patience = Patience,
            Limit = TimeSpan.FromSeconds(2),
            Resolve = _ =>
            {
                end.Wait();
                return [];
            },
        });
        end.Set();

        report.Of(Codes.Unfinished).Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Subject == "shard a" && finding.What == "the name dead.example: not finished within 2 s.");
        report.Of(Codes.ProsodyAnswer).Should().ContainSingle().Which.Severity.Should().Be(Severity.Error);
        report.Of(Codes.StorageWrite).Should().ContainSingle().Which.Severity.Should().Be(Severity.Good);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_named_with_its_setting()
    {
        var report = await CheckFixture.RunAsync(Settings("http://nowhere.example:5280"), start => start with
        {
            Resolve = _ => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound),
        });

        report.Of(Codes.DnsAddress)[0].Should().Match<Finding>(finding =>
            finding.Severity == Severity.Error && finding.Subject == "shard a" && finding.Fix!.Contains("Fleet:Shards:0:Address"));
        report.Of(Codes.ProsodyAnswer).Should().ContainSingle().Which.What.Should().Contain("has a name that leads nowhere");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<Report> CheckAsync(string address, TimeSpan? patience = null) =>
        CheckFixture.RunAsync(Settings(address), start => start with { Patience = patience ?? Patience });

    private Dictionary<string, string?> Settings(string address)
    {
        var settings = CheckFixture.Settings(_folder);
        settings["Fleet:Shards:0:Name"] = "a";
        settings["Fleet:Shards:0:Address"] = address;
        settings["Fleet:Shards:0:Bridges:0:ServerId"] = "jvb-a1";
        settings["Fleet:Shards:0:Bridges:0:Address"] = address;
        return settings;
    }

    private static FakeServer Make(string death) => death switch
    {
        nameof(FakeServer.Silent) => FakeServer.Silent(),
        nameof(FakeServer.Dripping) => FakeServer.Dripping(),
        nameof(FakeServer.DrippingBody) => FakeServer.DrippingBody(),
        nameof(FakeServer.EndlessHeaders) => FakeServer.EndlessHeaders(),
        _ => FakeServer.NoHttp(),
    };
}
