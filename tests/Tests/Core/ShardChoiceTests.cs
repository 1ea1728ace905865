using AwesomeAssertions;
using ConferenceGateway.Core;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class ShardChoiceTests
{
    [Fact]
    public void The_least_loaded_shard_takes_the_room()
    {
        var fleet = Fleets.Of("a", "b", "c");

        var choice = Choose(fleet, id => id.Name switch
        {
            "a" => new(Connections: 30, Rooms: 1),
            "b" => new(Connections: 20, Rooms: 9),
            _ => new(Connections: 25, Rooms: 1),
        });

        choice!.Value.Name.Should().Be("b");
    }

    [Fact]
    public void Young_rooms_count_until_their_people_have_come()
    {
        var fleet = Fleets.Of("a", "b");

        var choice = Choose(fleet, id => id.Name == "a"
            ? new(Connections: 0, Rooms: 4, Reserved: 4)
            : new(Connections: 3, Rooms: 8));

        choice!.Value.Name.Should().Be("b");
    }

    [Fact]
    public void Of_equals_the_one_with_fewer_rooms_takes_it()
    {
        var choice = Choose(Fleets.Of("a", "b"), id => new(5, Rooms: id.Name == "a" ? 3 : 2));

        choice!.Value.Name.Should().Be("b");
    }

    [Fact]
    public void Of_wholly_equal_ones_the_first_of_the_configuration_takes_it()
    {
        Choose(Fleets.Of("b", "a", "c"), _ => default)!.Value.Name.Should().Be("b");
    }

    [Fact]
    public void A_shard_that_is_down_or_unknown_takes_none()
    {
        var fleet = Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Unknown), ("c", NodeHealth.Up));

        Choose(fleet, id => new(id.Name == "c" ? 1000 : 0, 0))!.Value.Name.Should().Be("c");
        Rendezvous(fleet, "plenum")!.Id.Name.Should().Be("c");
    }

    [Fact]
    public void Without_a_shard_that_is_up_there_is_no_choice()
    {
        var fleet = Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Unknown));

        Choose(fleet, _ => default).Should().BeNull();
        Rendezvous(fleet, "plenum").Should().BeNull();
        Choose(Fleets.Of(Array.Empty<string>()), _ => default).Should().BeNull();
    }

    [Fact]
    public void Rendezvous_is_the_same_in_every_process()
    {
        // Written down once: another hash would split rooms between an old and a new gateway.
        var fleet = Fleets.Of("a", "b", "c");

        Enumerable.Range(1, 12).Select(i => Rendezvous(fleet, $"room{i}")!.Id.Name)
            .Should().Equal("c", "c", "a", "c", "a", "b", "b", "a", "a", "a", "b", "a");
    }

    [Fact]
    public void Rendezvous_does_not_depend_on_the_order_of_the_configuration()
    {
        var rooms = Enumerable.Range(0, 200).Select(i => $"r{i}").ToList();

        rooms.Select(room => Rendezvous(Fleets.Of("a", "b", "c"), room)!.Id)
            .Should().Equal(rooms.Select(room => Rendezvous(Fleets.Of("c", "a", "b"), room)!.Id));
    }

    [Property]
    public bool Rendezvous_moves_only_the_rooms_of_the_shard_that_is_lost(byte shards, byte lost, uint room)
    {
        var names = Enumerable.Range(0, 2 + shards % 8).Select(i => $"shard-{i}").ToArray();
        var gone = names[lost % names.Length];
        var name = $"r{room}";

        var before = Rendezvous(Fleets.Of(names), name)!.Id.Name;
        var after = Rendezvous(
            Fleets.Of([.. names.Select(shard => (shard, shard == gone ? NodeHealth.Down : NodeHealth.Up))]), name)!.Id.Name;

        return before == gone ? after != gone : after == before;
    }

    [Fact]
    public void Rendezvous_spreads_rooms_evenly()
    {
        var fleet = Fleets.Of("a", "b", "c", "d");

        var counts = Enumerable.Range(0, 4000).CountBy(i => Rendezvous(fleet, $"sitzung-{i}")!.Id);

        counts.Should().HaveCount(4).And.OnlyContain(count => count.Value > 900 && count.Value < 1100);
    }

    [Fact]
    public void Rendezvous_points_at_no_shard_that_the_room_leaves()
    {
        var ask = new RoomAsk(Room("plenum"), default, Expected: 8) { Leaves = new ShardId("a") };

        ShardChoice.Rendezvous(Fleets.Of("a", "b"), ask)!.Id.Name.Should().Be("b");
        ShardChoice.Rendezvous(Fleets.Of("a"), ask).Should().BeNull();
    }

    private static Shard? Rendezvous(FleetSnapshot fleet, string room) => ShardChoice.Rendezvous(fleet, new RoomAsk(Room(room), default, Expected: 8));

    private static ShardId? Choose(FleetSnapshot fleet, Func<ShardId, ShardLoad> load) =>
        ShardChoice.Choose(fleet, [.. fleet.Shards.Select(state => load(state.Id))], new RoomAsk(Room("plenum"), default, Expected: 10)).Shard;

    private static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);
}
