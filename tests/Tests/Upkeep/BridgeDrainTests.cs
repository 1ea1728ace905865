using AwesomeAssertions;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

public sealed class BridgeDrainTests
{
    [Fact]
    public async Task The_only_bridge_of_a_shard_is_not_drained()
    {
        await using var house = await UpkeepHouse.StartAsync();

        var only = await house.AskAsync("PUT", "/fleet/b1/drain", new { });
        await house.AskAsync("PUT", "/fleet/a1/drain", new { });
        var last = await house.AskAsync("PUT", "/fleet/a2/drain", new { });

        only.Problem.Should().Be("conflict");
        only.Json.GetProperty("detail").GetString().Should().Contain("Drain the shard beta");
        last.Problem.Should().Be("conflict", "Jicofo would use it all the same");
        house.Lab["beta"].Bridge("b1").IsDraining.Should().BeFalse();
    }

    [Fact]
    public async Task A_drain_counts_when_the_bridge_and_Jicofo_say_so_and_is_undone_when_they_say_that()
    {
        await using var house = await UpkeepHouse.StartAsync();

        var told = await house.AskAsync("PUT", "/fleet/a1/drain", new { });
        var empty = await house.UntilAsync("a1", "empty");

        told.Json.GetProperty("phase").GetString().Should().Be("told");
        empty.GetProperty("saysDraining").GetBoolean().Should().BeTrue();
        empty.GetProperty("jicofoSaysDraining").GetBoolean().Should().BeTrue();
        house.Lab["alpha"].Bridge("a1").IsDraining.Should().BeTrue();

        (await house.AskAsync("DELETE", "/fleet/a1/drain")).Json.GetProperty("phase").GetString().Should().Be("reopening");
        await house.UntilAsync("a1", "open");
        house.Lab["alpha"].Bridge("a1").IsDraining.Should().BeFalse();
    }

    [Fact]
    public async Task A_bridge_that_says_yes_and_does_not_drain_is_called_so()
    {
        await using var house = await UpkeepHouse.StartAsync();
        house.Lab["alpha"].Bridge("a1").Lies.DrainStays = true;
        var began = house.Time.GetUtcNow();

        await house.AskAsync("PUT", "/fleet/a1/drain", new { });
        var red = await house.UntilAsync("a1", "not-taken");

        (house.Time.GetUtcNow() - began).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
        red.GetProperty("saysDraining").GetBoolean().Should().BeFalse();
        (await house.AskAsync("GET", "/fleet")).Json.GetProperty("needs").EnumerateArray().Should()
            .Contain(need => need.GetProperty("kind").GetString() == "drain-not-taken" && need.GetProperty("node").GetString() == "a1");

        house.Lab["alpha"].Bridge("a1").Lies.DrainStays = false;
        await house.UntilAsync("a1", "empty");
    }

    [Fact]
    public async Task A_bridge_that_starts_anew_is_told_again_and_is_not_called_disobedient_meanwhile()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await house.AskAsync("PUT", "/fleet/a1/drain", new { });
        await house.UntilAsync("a1", "empty");
        var bridge = house.Lab["alpha"].Bridge("a1");

        await bridge.StopAsync();
        await house.PassTimeAsync(fleet => fleet.Shards[0].Bridges[0].Health == NodeHealth.Down);
        await bridge.StartAgainAsync(TestContext.Current.CancellationToken);
        await house.PassTimeAsync(fleet => fleet.Shards[0].Bridges[0].Health == NodeHealth.Up);
        var back = await house.DrainAsync("a1");
        await house.UntilAsync("a1", "empty");

        back.GetProperty("phase").GetString().Should().BeOneOf("told", "emptying");
        bridge.IsDraining.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_left_on_a_bridge_is_moved_to_its_sister_and_read_back()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        await using var ole = await house.JoinAsync("plenum", "Ole");
        anna.Shard.Should().Be("alpha");
        await house.PassTimeAsync(fleet => fleet.Shards[0].Bridges.Any(bridge => bridge.Report?.People == 2));
        var from = house.Gateway.Get<ConferenceGateway.Fleet.FleetView>().Current.Shards[0].Bridges.First(bridge => bridge.Report?.People == 2).Id.ServerId;
        var to = from == "a1" ? "a2" : "a1";

        await house.AskAsync("PUT", $"/fleet/{from}/drain", new { moveAt = "now" });
        await house.UntilAsync(from, drain => drain.GetProperty("phase").GetString() == "empty" && drain.GetProperty("move").GetProperty("moved").GetInt32() == 1);
        await house.PassTimeAsync(fleet => fleet.Shards[0].Bridges.First(bridge => bridge.Id.ServerId == to).Report?.People == 2);

        // Inside a shard nobody signs in anew.
        anna.Closed.IsCompleted.Should().BeFalse();
        ole.Closed.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_Jicofo_that_moves_nobody_is_named_and_it_can_be_undone_all_the_same()
    {
        await using var house = await UpkeepHouse.StartAsync(alpha: alpha => alpha with { MovesPeople = false });
        await using var anna = await house.JoinAsync("plenum", "Anna");
        await using var ole = await house.JoinAsync("plenum", "Ole");
        await house.PassTimeAsync(fleet => fleet.Shards[0].Bridges.Any(bridge => bridge.Report?.People == 2));
        var from = house.Gateway.Get<ConferenceGateway.Fleet.FleetView>().Current.Shards[0].Bridges.First(bridge => bridge.Report?.People == 2).Id.ServerId;

        await house.AskAsync("PUT", $"/fleet/{from}/drain", new { moveAt = "now" });
        var moving = await house.UntilAsync(from, drain => drain.GetProperty("move").GetProperty("failed").GetArrayLength() > 0);

        moving.GetProperty("phase").GetString().Should().Be("moving");
        moving.GetProperty("move").GetProperty("failed")[0].GetProperty("why").GetString().Should().Be("jicofo-refuses");
        moving.GetProperty("people").GetInt32().Should().Be(2);
        (await house.AskAsync("DELETE", $"/fleet/{from}/drain")).Json.GetProperty("phase").GetString().Should().Be("reopening");
        await house.UntilAsync(from, "open");
        anna.Closed.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_drain_is_undone_before_it_is_confirmed_and_when_it_never_was()
    {
        await using var house = await UpkeepHouse.StartAsync();
        house.Lab["alpha"].Bridge("a1").Lies.DrainStays = true;

        (await house.AskAsync("PUT", "/fleet/a1/drain", new { })).Json.GetProperty("phase").GetString().Should().Be("told");
        await house.AskAsync("DELETE", "/fleet/a1/drain");
        await house.UntilAsync("a1", "open");

        await house.AskAsync("PUT", "/fleet/a1/drain", new { });
        await house.UntilAsync("a1", "not-taken");
        await house.AskAsync("DELETE", "/fleet/a1/drain");
        await house.UntilAsync("a1", "open");
        house.Lab["alpha"].Bridge("a1").IsDraining.Should().BeFalse();
    }
}
