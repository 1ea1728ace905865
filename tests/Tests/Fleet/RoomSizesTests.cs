using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Prosody;
using ConferenceGateway.Lab;
using ConferenceGateway.Tests.Placement;
using Xunit;

namespace ConferenceGateway.Tests.Fleet;

/// <summary>A shard without a census is asked for single rooms: those that everybody left who came through the gateway.</summary>
public sealed class RoomSizesTests
{
    private static readonly LabShardOptions WithoutCensus = new() { Name = "a", HasCensus = false, SeparatesParts = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_came_past_the_gateway_is_known_while_they_are_there()
    {
        await using var fleet = await ObservedFleet.StartAsync(WithoutCensus);
        var room = Book.Room("acme/größe");
        await using var anna = await JoinAsync(fleet, "Anna");
        await using var ole = await JoinAsync(fleet, "Ole");
        Leave(fleet, room);

        await fleet.RoundsAsync();
        fleet.State.StillThere.Should().BeNull("whoever was cut off a moment ago may still be counted");
        fleet.Time.Advance(RoomPresence.Absence);
        await fleet.RoundsAsync();
        fleet.State.PeopleIn(room).Should().Be(2);
        var asked = Asked(fleet).Should().ContainSingle().Subject;
        asked.RawTarget.Should().Be("/room-size?room=gr%c3%b6%c3%9fe&domain=meet.test&subdomain=acme");
        asked.Header("Host").Should().Be("meet.test");

        await anna.CloseAsync(Cancel);
        await ole.CloseAsync(Cancel);
        await fleet.Lab.WaitForOccupantsAsync("acme/gr%c3%b6%c3%9fe", 0, Cancel);
        fleet.Time.Advance(RoomSizes.Holds);
        await fleet.RoundsAsync();
        fleet.State.StillThere.Should().BeNull();
        fleet.State.Faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_room_that_is_used_again_or_released_is_not_asked_for()
    {
        await using var fleet = await ObservedFleet.StartAsync(WithoutCensus);
        Leave(fleet, Book.Room("plenum"), Book.Room("vorstand"));
        fleet.Connections.Open(Book.Room("plenum"), fleet.Shard.Id, Visitor.InBrowser);
        fleet.Connections.Forget(Book.Room("vorstand"));
        fleet.Time.Advance(RoomPresence.Absence);

        await fleet.RoundsAsync();

        Asked(fleet).Should().BeEmpty();
    }

    [Fact]
    public async Task So_many_are_asked_for_in_one_round_and_no_more()
    {
        await using var fleet = await ObservedFleet.StartAsync(WithoutCensus);
        Leave(fleet, [.. Enumerable.Range(0, RoomSizes.MostInRound + 5).Select(number => Book.Room(string.Create(CultureInfo.InvariantCulture, $"room{number}")))]);
        fleet.Time.Advance(RoomPresence.Absence);

        await fleet.RoundsAsync();
        Asked(fleet).Should().HaveCount(RoomSizes.MostInRound);
        await fleet.RoundsAsync(3);
        Asked(fleet).Select(request => request.RawTarget).Should().HaveCount(RoomSizes.MostInRound + 5).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_shard_with_a_census_is_asked_for_nothing_else()
    {
        await using var fleet = await ObservedFleet.StartAsync(WithoutCensus with { HasCensus = true });
        Leave(fleet, Book.Room("plenum"));
        fleet.Time.Advance(RoomPresence.Absence);

        await fleet.RoundsAsync();

        Asked(fleet).Should().BeEmpty();
    }

    private static IReadOnlyList<LabRequest> Asked(ObservedFleet fleet) => fleet.Lab.Received.To("/room-size");

    private static void Leave(ObservedFleet fleet, params IEnumerable<RoomName> rooms)
    {
        foreach (var room in rooms)
            fleet.Connections.Close(fleet.Connections.Open(room, fleet.Shard.Id, Visitor.InBrowser));
    }

    private static async Task<LabClient> JoinAsync(ObservedFleet fleet, string nick)
    {
        var client = await LabClient.ConnectAsync(fleet.Lab.Address, "acme/größe", cancel: Cancel);
        await client.JoinAsync(nick, Cancel);
        return client;
    }
}
