using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class ObservationTests
{
    private static readonly LabBridgeOptions One = new() { ServerId = "jvb-1" };
    private static readonly LabBridgeOptions Two = new() { ServerId = "jvb-2" };

    public static TheoryData<string, Action<LabBridge>, string> Faulty => new()
    {
        { "a web page", bridge => bridge.Faults.Instead = LabAnswer.Html, "web page" },
        { "half a JSON", bridge => bridge.Faults.Instead = LabAnswer.HalfJson, "half a JSON" },
        { "100 MB", bridge => bridge.Faults.Instead = LabAnswer.Huge, "more than 256 KiB" },
        { "a redirect", bridge => bridge.Faults.Redirect = "http://elsewhere.test/", "sends the gateway to http://elsewhere.test/" },
        { "half an answer", bridge => bridge.Faults.HalfAnswer = true, "jvb-1" },
        { "no HTTP", bridge => bridge.Faults.Garbage = [1, 2, 3, 13, 10, 13, 10], "jvb-1" },
        { "a line that is no status and would write over others", bridge => bridge.Faults.Garbage = [.. "HTTP/1.1 \e[2J\u0007"u8, .. new byte[4096].Select(_ => (byte)'x'), 13, 10, 13, 10], "jvb-1" },
        { "text that is none", bridge => bridge.Faults.Garbage = [.. "HTTP/1.1 200 OK\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"version\":\""u8, 0xC3, 0x28, .. "\"}"u8], "no UTF-8" },
        { "NaN", bridge => bridge.Lies.Stress = "NaN", "stress NaN, which is no number" },
        { "less than nothing", bridge => bridge.Lies.Stress = "-3", "stress -3, which is negative" },
        { "an absurd number", bridge => bridge.Lies.Stress = "1e308", "stress 1e308, which is more than can be" },
        { "a number beyond numbers", bridge => bridge.Lies.Stress = "1e999", "stress 1e999, which is no number" },
        { "words", bridge => bridge.Lies.Stress = "\"much\"", "stress much, which is no number" },
        { "half people", bridge => bridge.Lies.Endpoints = "2.5", "people (local_endpoints) 2.5, which is no whole number" },
        { "all people of the world", bridge => bridge.Lies.Endpoints = "8000000000", "people (local_endpoints) 8000000000, which is more than can be" },
    };

    [Fact]
    public async Task A_bridge_tells_its_load_people_and_drain()
    {
        await using var fleet = await ObservedFleet.StartAsync(One);
        fleet.Lab.Bridge("jvb-1").Lies.Stress = "0.25";
        fleet.Lab.Bridge("jvb-1").Lies.Endpoints = "12";

        await fleet.RoundsAsync();

        var report = fleet.Bridge("jvb-1").Report!;
        report.Stress.Should().Be(0.25);
        report.People.Should().Be(12);
        report.Conferences.Should().Be(12);
        report.IsDraining.Should().BeFalse();
        fleet.State.Report!.Load.Should().Be(0.25 * Shard.DefaultCapacity);
    }

    [Fact]
    public async Task Load_is_the_stress_of_all_bridges_that_take_rooms_by_their_capacity_and_a_dead_one_carries_nobody()
    {
        await using var fleet = await ObservedFleet.StartAsync(One, Two);
        fleet.Lab.Bridge("jvb-1").Lies.Stress = "0.2";
        fleet.Lab.Bridge("jvb-2").Lies.Stress = "0.6";
        await fleet.RoundsAsync();
        fleet.State.Report!.Load.Should().BeApproximately(0.4 * Shard.DefaultCapacity, 1e-9);

        fleet.Lab.Bridge("jvb-1").Model.IsDraining = true;
        await fleet.RoundsAsync();
        fleet.State.Report!.Load.Should().BeApproximately(0.6 * Shard.DefaultCapacity, 1e-9, "who comes now comes to the other");
        fleet.Lab.Bridge("jvb-2").Model.IsDraining = true;
        await fleet.RoundsAsync();
        fleet.State.Report!.Load.Should().BeApproximately(0.4 * Shard.DefaultCapacity, 1e-9);

        await fleet.Lab.Bridge("jvb-1").StopAsync();
        await fleet.UntilAsync(state => state.Bridges[0].Health == NodeHealth.Down);
        await fleet.RoundsAsync();

        fleet.State.Report!.Load.Should().BeApproximately(0.6 * Shard.DefaultCapacity, 1e-9);
        fleet.State.Health.Should().Be(NodeHealth.Up);
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task What_a_bridge_answers_wrongly_is_named_and_the_other_bridge_goes_on(string what, Action<LabBridge> faulty, string told)
    {
        _ = what;
        await using var fleet = await ObservedFleet.StartAsync(One, Two);
        fleet.Lab.Bridge("jvb-2").Lies.Stress = "0.5";

        faulty(fleet.Lab.Bridge("jvb-1"));
        await fleet.RoundsAsync(3);

        var address = fleet.Shard.Bridges[0].PrivateAddress!.Uri.Authority;
        fleet.Bridge("jvb-1").Faults.Should().Contain(fault => fault.Contains(told) || (told == "jvb-1" && fault.Contains(address)));
        fleet.Log.All.Count(line => line.StartsWith("Bridge jvb-1: ", StringComparison.Ordinal) && line.Contains(told == "jvb-1" ? address : told))
            .Should().BeGreaterThan(0).And.BeLessThan(6, "each fault is told once, and not in each round");
        fleet.Bridge("jvb-1").Faults.Should().AllSatisfy(fault => fault.Should().Match(line => line.Length <= 401 && !line.Any(char.IsControl)));
        fleet.Bridge("jvb-2").Report!.Stress.Should().Be(0.5);
        fleet.Bridge("jvb-2").Faults.Should().BeEmpty();
        fleet.State.Health.Should().Be(NodeHealth.Up);

        fleet.Lab.Bridge("jvb-1").Faults.Clear();
        fleet.Lab.Bridge("jvb-1").Lies.Stress = fleet.Lab.Bridge("jvb-1").Lies.Endpoints = null;
        fleet.Time.Advance(Patience.Rest);
        await fleet.UntilAsync(state => state.Bridges[0].Faults.IsEmpty);
    }

    [Fact]
    public async Task A_bridge_that_is_silent_for_a_minute_is_down_and_named_and_holds_up_nobody()
    {
        await using var fleet = await ObservedFleet.StartAsync(One, Two);
        fleet.Lab.Bridge("jvb-2").Lies.Stress = "0.5";
        fleet.Lab.Bridge("jvb-1").Faults.Silent = true;
        var begun = fleet.Time.GetUtcNow();

        var minute = fleet.RoundsAsync(12);
        while (!minute.IsCompleted)
        {
            fleet.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(minute, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        await minute;
        (fleet.Time.GetUtcNow() - begun).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        fleet.Bridge("jvb-1").Health.Should().Be(NodeHealth.Down);
        fleet.Bridge("jvb-1").Faults.Should().ContainSingle().Which.Should().Contain("does not answer within 2 s");
        fleet.Log.All.Should().ContainSingle(line => line.StartsWith("Bridge jvb-1: ", StringComparison.Ordinal));
        fleet.State.Health.Should().Be(NodeHealth.Up);
        fleet.State.Report!.Load.Should().Be(0.5 * Shard.DefaultCapacity);
        fleet.Lab.Bridge("jvb-1").Received.To("/metrics").Count.Should().BeLessThan(fleet.Lab.Bridge("jvb-2").Received.To("/metrics").Count, "it is left alone for a while");
    }

    [Fact]
    public async Task Where_metrics_are_off_the_statistics_stand_in()
    {
        await using var fleet = await ObservedFleet.StartAsync(One with { HasMetrics = false, HasStats = true });
        fleet.Lab.Bridge("jvb-1").Lies.Stress = "0.25";

        await fleet.RoundsAsync(2);

        fleet.Bridge("jvb-1").Report!.Stress.Should().Be(0.25);
        fleet.Bridge("jvb-1").Report!.Version.Should().NotBeNull();
        fleet.Bridge("jvb-1").Faults.Should().BeEmpty("every source may be missing");
    }

    [Fact]
    public async Task Where_nothing_tells_anything_the_shard_is_up_without_a_report()
    {
        await using var fleet = await ObservedFleet.StartAsync(new LabShardOptions { Name = "a", HidesReports = true });

        await fleet.RoundsAsync(3);

        fleet.State.Health.Should().Be(NodeHealth.Up);
        fleet.State.Report.Should().BeNull("so the gateway's own connections are its load");
        fleet.State.IsReportOld.Should().BeFalse();
        fleet.State.Faults.Should().BeEmpty();
    }

    [Fact]
    public async Task Where_nobody_else_counts_Jicofo_does()
    {
        await using var fleet = await ObservedFleet.StartAsync(new LabShardOptions { Name = "a", SeparatesParts = true, HasCensus = false, ServerIds = ["jvb-1"] });
        fleet.Lab.Jicofo.Count("plenum@conference.meet.jitsi", new(7, 0));

        await fleet.RoundsAsync();

        (fleet.State.Report!.People, fleet.State.Report.Rooms, fleet.State.Report.Load).Should().Be((7, 1, 7d));
    }

    [Fact]
    public async Task Jicofo_is_ill_when_it_says_so_and_not_when_it_is_not_asked_to_look()
    {
        var options = new LabShardOptions { Name = "a", SeparatesParts = true, ServerIds = ["jvb-1"] };
        await using var silent = await ObservedFleet.StartAsync(options);
        await using var fleet = await ObservedFleet.StartAsync(options with { HasHealthChecks = true });

        await silent.Lab.Bridge("jvb-1").StopAsync();
        await fleet.Lab.Bridge("jvb-1").StopAsync();
        await silent.RoundsAsync(4);
        await fleet.RoundsAsync(2);
        fleet.State.Health.Should().Be(NodeHealth.Up, "two failures are not three");
        await fleet.RoundsAsync();
        fleet.State.Health.Should().Be(NodeHealth.Ill);
        fleet.State.Faults.Should().ContainSingle().Which.Should().StartWith("Jicofo finds itself ill: No operational bridges");
        silent.State.Health.Should().Be(NodeHealth.Up, "404 means that it tells nothing");

        await fleet.Lab.Bridge("jvb-1").StartAgainAsync();
        await fleet.UntilAsync(state => state.Health == NodeHealth.Up);
    }

    [Fact]
    public async Task A_census_of_a_million_rooms_is_named_and_the_rest_goes_on()
    {
        await using var fleet = await ObservedFleet.StartAsync(new LabShardOptions { Name = "a", SeparatesParts = true, Bridges = [One] });
        fleet.Lab.Bridge("jvb-1").Lies.Stress = "0.5";
        fleet.Lab.Faults.ExtraRooms = 1_000_000;

        await fleet.RoundsAsync();

        fleet.State.Faults.Should().ContainSingle().Which.Should().Contain("/room-census answers with more than 8192 KiB");
        fleet.Log.All.Should().ContainSingle(line => line.StartsWith("Shard a: ", StringComparison.Ordinal));
        fleet.State.Health.Should().Be(NodeHealth.Up);
        fleet.State.Report!.Load.Should().Be(0.5 * Shard.DefaultCapacity);
        fleet.State.Report.Census.Should().BeNull();
    }

    [Fact]
    public async Task A_wrong_figure_costs_the_report_that_figure_alone()
    {
        await using var fleet = await ObservedFleet.StartAsync(One);
        fleet.Lab.Bridge("jvb-1").Lies.Stress = "NaN";
        fleet.Lab.Bridge("jvb-1").Lies.Endpoints = "7";

        await fleet.RoundsAsync();

        var report = fleet.Bridge("jvb-1").Report!;
        report.Stress.Should().BeNull();
        report.People.Should().Be(7);
        report.IsDraining.Should().BeFalse();
        fleet.State.Report!.Load.Should().Be(7, "people stand in for stress");
    }

    [Fact]
    public async Task A_fault_is_told_when_it_comes_and_when_it_has_gone()
    {
        await using var fleet = await ObservedFleet.StartAsync(One);
        fleet.Lab.Bridge("jvb-1").Lies.Stress = "-1";
        await fleet.RoundsAsync(5);
        fleet.Log.All.Count(line => line.Contains("stress -1")).Should().Be(1);

        fleet.Lab.Bridge("jvb-1").Lies.Stress = null;
        await fleet.RoundsAsync(13);

        fleet.Log.All.Count(line => line.Contains("this is over") && line.Contains("stress -1")).Should().Be(1);
    }

    [Fact]
    public async Task Who_calls_itself_like_another_bridge_is_named()
    {
        await using var fleet = await ObservedFleet.StartAsync(
            One with { HasStats = true, RelayId = "relay-1" }, Two with { HasStats = true, RelayId = "relay-2" });
        fleet.Lab.Bridge("jvb-1").Lies.RelayId = "relay-2";

        await fleet.RoundsAsync(BridgeWatch.Seldom);

        fleet.Bridge("jvb-1").Faults.Should().Contain(fault => fault.Contains("jvb-2 calls itself relay-2 too"));
        fleet.Bridge("jvb-2").Faults.Should().Contain(fault => fault.Contains("jvb-1 calls itself relay-2 too"));

        // Nobody knows which of the two speaks: neither is believed, and neither is told what is wanted of it.
        fleet.State.Bridges.Should().OnlyContain(bridge => bridge.Report == null && bridge.IsDrainConfirmed == null);
        await fleet.WantAsync("jvb-1", WantedState.Drain);
        await fleet.RoundsAsync(3);
        fleet.Lab.Bridges.Should().OnlyContain(bridge => !bridge.IsDraining);
    }

    [Fact]
    public async Task People_are_counted_as_long_as_who_tells_them_is_heard()
    {
        await using var fleet = await ObservedFleet.StartAsync(One);
        await fleet.RoundsAsync();
        var counted = fleet.State.CountedAt;
        counted.Should().Be(fleet.Time.GetUtcNow());

        fleet.Lab.Faults.Instead = fleet.Lab.Bridge("jvb-1").Faults.Instead = LabAnswer.HalfJson;
        await fleet.RoundsAsync(4);
        fleet.State.CountedAt.Should().Be(counted, "nobody could be counted since");

        fleet.Lab.Faults.Clear();
        fleet.Lab.Bridge("jvb-1").Faults.Clear();
        await fleet.RoundsAsync(4);
        fleet.State.CountedAt.Should().BeAfter(counted.Value);
    }

    [Fact]
    public async Task Ill_bridges_make_an_ill_shard_and_one_that_is_well_is_enough()
    {
        await using var fleet = await ObservedFleet.StartAsync(One, Two);

        fleet.Lab.Bridge("jvb-1").Model.IsHealthy = false;
        await fleet.UntilAsync(state => state.Bridges[0].Health == NodeHealth.Ill);
        fleet.State.Health.Should().Be(NodeHealth.Up);
        fleet.Lab.Bridge("jvb-2").Model.IsHealthy = false;
        await fleet.UntilAsync(state => state.Health == NodeHealth.Ill);
        fleet.Bridge("jvb-2").Faults.Should().Contain(fault => fault.StartsWith("it finds itself ill: No valid IP", StringComparison.Ordinal));

        fleet.Lab.Bridge("jvb-2").Model.IsHealthy = true;
        await fleet.UntilAsync(state => state.Health == NodeHealth.Up);
    }

    [Fact]
    public async Task What_reported_nothing_for_half_a_minute_is_old()
    {
        await using var fleet = await ObservedFleet.StartAsync(One);
        await fleet.RoundsAsync();
        fleet.State.IsReportOld.Should().BeFalse();

        fleet.Lab.Bridge("jvb-1").Faults.Instead = LabAnswer.Html;
        fleet.Lab.Faults.Instead = LabAnswer.Html;
        fleet.Time.Advance(ShardReport.OldAfter + TimeSpan.FromSeconds(1));

        await fleet.UntilAsync(state => state.IsReportOld);
        fleet.Bridge("jvb-1").IsReportOld.Should().BeTrue();
        fleet.Bridge("jvb-1").IsDrainConfirmed.Should().BeNull("it says nothing any more");
        fleet.Lab.Bridge("jvb-1").Faults.Clear();
        fleet.Lab.Faults.Clear();
        fleet.Time.Advance(Patience.Rest);
        await fleet.UntilAsync(state => !state.IsReportOld);
    }
}
