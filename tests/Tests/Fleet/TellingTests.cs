using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

public sealed class TellingTests
{
    private static readonly LabBridgeOptions One = new() { ServerId = "jvb-1" };
    private static readonly LabBridgeOptions Two = new() { ServerId = "jvb-2" };

    [Fact]
    public async Task A_wanted_drain_is_told_and_read_back_from_the_bridge_and_from_Jicofo()
    {
        // How soon Jicofo hears of it is the Lab's own clock.
        var soon = TimeSpan.FromMilliseconds(50);
        await using var fleet = await ObservedFleet.StartAsync(One with { ReportInterval = soon }, Two with { ReportInterval = soon });

        await fleet.WantAsync("jvb-1", WantedState.Drain);
        await fleet.UntilAsync(_ => fleet.Bridge("jvb-1") is { IsDrainConfirmed: true, JicofoSaysDraining: true });

        fleet.Lab.Bridge("jvb-1").IsDraining.Should().BeTrue();
        fleet.Lab.Bridge("jvb-2").IsDraining.Should().BeFalse();
        fleet.Bridge("jvb-2").IsDraining.Should().BeFalse();
    }

    [Fact]
    public async Task Jicofos_objection_stands_until_it_is_heard_again()
    {
        await using var fleet = await ObservedFleet.StartAsync(One with { ReportInterval = TimeSpan.FromMilliseconds(50) }, Two);
        await fleet.UntilAsync(_ => fleet.Bridge("jvb-1") is { JicofoSaysDraining: false, IsDrainConfirmed: false });

        fleet.Lab.Faults.Instead = LabAnswer.HalfJson;
        await fleet.RoundsAsync(3);

        fleet.State.Faults.Should().NotBeEmpty("Jicofo cannot be read");
        fleet.Bridge("jvb-1").JicofoSaysDraining.Should().BeFalse();
    }

    [Fact]
    public async Task A_bridge_that_restarts_is_told_again()
    {
        await using var fleet = await ObservedFleet.StartAsync(One, Two);
        await fleet.WantAsync("jvb-1", WantedState.Drain);
        await fleet.UntilAsync(_ => fleet.Bridge("jvb-1").Report?.IsDraining == true);

        await fleet.Lab.Bridge("jvb-1").StopAsync();
        await fleet.Lab.Bridge("jvb-1").StartAgainAsync();
        fleet.Lab.Bridge("jvb-1").IsDraining.Should().BeFalse("it has forgotten it");
        fleet.Time.Advance(ConferenceGateway.Fleet.Asking.Patience.Rest);

        await fleet.UntilAsync(_ => fleet.Lab.Bridge("jvb-1").IsDraining);
    }

    [Fact]
    public async Task An_undone_drain_is_told_until_it_is_reported_and_then_nothing_is_wanted()
    {
        await using var fleet = await ObservedFleet.StartAsync(One, Two);
        await fleet.WantAsync("jvb-1", WantedState.Drain);
        await fleet.UntilAsync(_ => fleet.Bridge("jvb-1").Report?.IsDraining == true);

        await fleet.WantAsync("jvb-1", WantedState.Open);
        await fleet.UntilAsync(_ => fleet.Bridge("jvb-1").Wanted is null);

        fleet.Lab.Bridge("jvb-1").IsDraining.Should().BeFalse();
        (await fleet.Store.AllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_bridge_that_drains_without_being_told_is_left_alone()
    {
        await using var fleet = await ObservedFleet.StartAsync(One with { DrainsAtStart = true }, Two);

        await fleet.RoundsAsync(5);

        fleet.Lab.Bridge("jvb-1").IsDraining.Should().BeTrue();
        fleet.Bridge("jvb-1").IsDraining.Should().BeTrue();
    }

    [Fact]
    public async Task A_flag_that_never_follows_is_named_after_a_while()
    {
        await using var fleet = await ObservedFleet.StartAsync(One, Two);
        fleet.Lab.Bridge("jvb-1").Lies.DrainStays = true;

        await fleet.WantAsync("jvb-1", WantedState.Drain);
        await fleet.RoundsAsync(2);
        fleet.Bridge("jvb-1").Faults.Should().BeEmpty("it is given time");
        await fleet.RoundsAsync(4);

        fleet.Bridge("jvb-1").Faults.Should().ContainSingle().Which.Should().StartWith("it was told to drain and does not say that it does");
        fleet.Bridge("jvb-1").IsDrainConfirmed.Should().BeFalse();
        fleet.Log.All.Count(line => line.Contains("it was told to drain")).Should().Be(1);
    }

    [Fact]
    public async Task Without_a_private_address_nothing_can_be_told()
    {
        await using var fleet = await ObservedFleet.StartAsync(One);

        var answer = await fleet.Calls.DrainAsync(fleet.Shard.Bridges[0] with { PrivateAddress = null }, drain: true);

        answer.Should().BeOfType<CallAnswer.Failed>();
    }
}
