using System.Collections.Immutable;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Placement;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class SpreadTests
{
    [Property]
    public void Nobody_is_lost_and_nobody_is_counted_twice(NonNegativeInt[] rooms, PositiveInt[] capacities)
    {
        ImmutableArray<Bearer> before = [.. capacities.Select((capacity, index) => new Bearer(index, capacity.Get))];
        Load[] loads = [.. rooms.Select(people => new Load(people.Get))];

        var after = Spread.Over(before, loads, out var left);

        (after.Sum(bearer => bearer.People) - before.Sum(bearer => bearer.People) + left).Should().Be(loads.Sum(room => (double)room.People));
        after.Zip(before).Should().OnlyContain(pair => pair.First.People >= pair.Second.People && pair.First.Capacity == pair.Second.Capacity);
        (left > 0).Should().Be(before.IsEmpty && loads.Any(room => room.People > 0));
    }

    /// <summary>What the drain assistant promises is what the choice then does.</summary>
    [Property]
    public void Rooms_go_where_the_choice_would_place_them(PositiveInt[] sizes, PositiveInt first, PositiveInt second, PositiveInt third)
    {
        var capacities = new[] { first, second, third }.Select(capacity => 10 + capacity.Get).ToArray();
        var fleet = new FleetSnapshot(1, [.. capacities.Select((capacity, index) => new ShardState(Fleets.Shard($"s{index}") with { Capacity = capacity }, NodeHealth.Up))]);
        var loads = new ShardLoad[capacities.Length];
        foreach (var people in sizes.Select(size => size.Get).OrderDescending())
        {
            var chosen = ShardChoice.Choose(fleet, loads, new RoomAsk(Book.Room("plenum"), default, people)).Best[0].Shard;
            var index = int.Parse(chosen.Name[1..], System.Globalization.CultureInfo.InvariantCulture);
            loads[index] = loads[index] with { Connections = loads[index].Connections + people };
        }

        var after = Spread.Over([.. capacities.Select(capacity => new Bearer(0, capacity))], sizes.Select(size => new Load(size.Get)), out _);

        after.Select(bearer => (int)bearer.People).Should().Equal(loads.Select(load => load.Connections));
    }

    [Fact]
    public void Rooms_that_are_not_for_everybody_go_to_whoever_checks_tokens()
    {
        var after = Spread.Over([new Bearer(0, 100, Guards: false), new Bearer(50, 100)], [new Load(10, IsGuarded: true), new Load(5)], out var left);

        after.Select(bearer => bearer.People).Should().Equal(5, 60);
        left.Should().Be(0);
        Spread.Over([new Bearer(0, 100, Guards: false)], [new Load(10, IsGuarded: true)], out left);
        left.Should().Be(10);
    }
}
