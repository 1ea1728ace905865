using System.Collections.Immutable;
using ConferenceGateway.Core;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Core;

/// <summary>What holds of every choice, whatever the fleet.</summary>
public sealed class ShardChoicePropertyTests
{
    /// <summary>One shard as FsCheck draws it.</summary>
    public sealed record Drawn(byte Health, bool Drains, bool Guards, byte Capacity, byte People, byte Connections, byte Rooms, byte Reserved, bool Reports, bool IsOld);

    [Property(MaxTest = 1_000)]
    public bool What_is_chosen_may_take_the_room(Drawn[] drawn, bool guarded, bool leaves, bool never)
    {
        var (fleet, loads, ask) = Case(drawn, guarded, leaves, never);
        var choice = ShardChoice.Choose(fleet, loads, ask);
        if (choice.Shard is not { } id)
            return choice.Rule == ChoiceRule.None && choice.Best.IsEmpty && !fleet.Shards.Any(state => Takes(state, ask) && !(state.IsDraining && never));
        var shard = fleet.Find(id)!;
        return Takes(shard, ask) && choice.Best[0].Shard == id
            // A drained one only as the last resort, and never where that is not wanted.
            && (!shard.IsDraining || (!never && !fleet.Shards.Any(state => Takes(state, ask) && !state.IsDraining)))
            && (shard.IsDraining == (choice.Rule == ChoiceRule.LastResort));
    }

    /// <summary>The rules once more, by sorting everybody.</summary>
    [Property(MaxTest = 1_000)]
    public bool The_best_are_the_first_of_all_in_order(Drawn[] drawn, bool guarded, bool leaves, bool never)
    {
        var (fleet, loads, ask) = Case(drawn, guarded, leaves, never);
        var able = fleet.Shards.Zip(loads).Where(one => Takes(one.First, ask)).ToArray();
        var open = able.Where(one => !one.First.IsDraining).ToArray();
        var fresh = open.Where(one => !one.First.IsReportOld).ToArray();
        var choice = ShardChoice.Choose(fleet, loads, ask);
        if (fresh.Length == 0 && open.Length > 0)
            return choice.Rule == ChoiceRule.TwoDrawn && choice.Best.All(best => open.Any(one => one.First.Id == best.Shard));
        // Sorting keeps the order of the configuration among equals.
        return choice.Best.Select(best => best.Shard).SequenceEqual(
            (fresh.Length > 0 ? fresh : never ? [] : able)
                .OrderBy(one => (one.Second.PeopleOn(one.First) + one.Second.Reserved + ask.Expected) / one.First.Shard.Capacity)
                .ThenBy(one => one.Second.Rooms).Take(Choice.Candidates).Select(one => one.First.Id));
    }

    [Property(MaxTest = 1_000)]
    public bool Every_shard_is_a_candidate_or_refused_for_one_reason(Drawn[] drawn, bool guarded, bool leaves, bool never)
    {
        var (fleet, loads, ask) = Case(drawn, guarded, leaves, never);
        var choice = ShardChoice.Choose(fleet, loads, ask);
        var candidates = fleet.Shards.Length - choice.Refusals.Sum(refused => refused.Shards);
        return choice.Best.Length == Math.Min(candidates, choice.Rule == ChoiceRule.TwoDrawn ? 2 : Choice.Candidates)
            && choice.Refusals.All(refused => refused.Shards > 0)
            && choice.Best.Zip(choice.Best.Skip(1)).All(pair => pair.First.Score <= pair.Second.Score);
    }

    [Property(MaxTest = 1_000)]
    public bool More_load_never_attracts(Drawn[] drawn, bool guarded, bool leaves, byte which, byte more)
    {
        var (fleet, loads, ask) = Case(drawn, guarded, leaves, never: false);
        if (loads.Length == 0)
            return true;
        var index = which % loads.Length;
        var before = ShardChoice.Choose(fleet, loads, ask);
        var heavier = loads.ToArray();
        heavier[index] = new ShardLoad(loads[index].Connections + more, loads[index].Rooms, loads[index].Reserved + more);
        var after = ShardChoice.Choose(fleet, heavier, ask);
        return before.Shard == fleet.Shards[index].Id || after.Shard == before.Shard;
    }

    [Property(MaxTest = 1_000)]
    public bool The_order_of_the_configuration_decides_between_equals_alone(Drawn[] drawn, bool guarded, bool leaves, int seed)
    {
        var (fleet, loads, ask) = Case(drawn, guarded, leaves, never: false);
        var order = Enumerable.Range(0, loads.Length).ToArray();
        new Random(seed).Shuffle(order);
        var shuffled = new FleetSnapshot(1, [.. order.Select(index => fleet.Shards[index])]);

        var one = ShardChoice.Choose(fleet, loads, ask);
        var other = ShardChoice.Choose(shuffled, [.. order.Select(index => loads[index])], ask);

        // Two drawn by lot are others in another order.
        return one.Rule == other.Rule && (one.Rule == ChoiceRule.TwoDrawn || one.Best.Select(best => best.Score).SequenceEqual(other.Best.Select(best => best.Score)));
    }

    [Property(MaxTest = 300)]
    public bool A_larger_shard_is_never_worse_for_it(Drawn[] drawn, bool guarded, byte which)
    {
        var (fleet, loads, ask) = Case(drawn, guarded, leaves: false, never: false);
        if (loads.Length == 0)
            return true;
        var name = fleet.Shards[which % loads.Length].Id.Name;
        var before = ShardChoice.Choose(fleet, loads, ask);
        var after = ShardChoice.Choose(fleet.ThatCarries(10_000, name), loads, ask);
        return before.Shard?.Name != name || after.Shard?.Name == name;
    }

    [Fact]
    public void Where_all_reports_are_old_rooms_spread_over_two_drawn_ones()
    {
        var fleet = new FleetSnapshot(1, [.. Enumerable.Range(0, 8).Select(i => new ShardState(Fleets.Shard($"s{i}"), NodeHealth.Up) { Report = new ShardReport(DateTimeOffset.UnixEpoch), IsReportOld = true })]);

        var loads = new ShardLoad[8];
        var counts = new int[8];
        for (var room = 0; room < 800; room++)
        {
            var choice = ShardChoice.Choose(fleet, loads, new RoomAsk(Room($"r{room}"), default, 8));
            Assert.Equal((ChoiceRule.TwoDrawn, 2), (choice.Rule, choice.Best.Length));
            var index = choice.Shard!.Value.Name[1] - '0';
            loads[index] = new ShardLoad(++counts[index], counts[index]);
        }

        Assert.All(counts, count => Assert.InRange(count, 90, 110));
    }

    private static bool Takes(ShardState state, in RoomAsk ask) => state.IsUp && ask.Needs.Suits(state.Shard) && ask.Leaves != state.Id;

    private static (FleetSnapshot Fleet, ShardLoad[] Loads, RoomAsk Ask) Case(Drawn[] drawn, bool guarded, bool leaves, bool never)
    {
        ImmutableArray<ShardState> states = [.. drawn.Select((each, index) => new ShardState(Shard(each, index), (NodeHealth)((each.Health % 8) switch { 0 => 0, 1 => 2, 2 => 3, _ => 1 }))
        {
            Wanted = each.Drains ? new Wanted(WantedState.Drain, DateTimeOffset.UnixEpoch, "admin") : null,
            Report = each.Reports ? new ShardReport(DateTimeOffset.UnixEpoch) { Load = each.People, Connections = each.Rooms } : null,
            IsReportOld = each.Reports && each.IsOld,
        })];
        return (new FleetSnapshot(1, states), [.. drawn.Select(each => new ShardLoad(each.Connections, each.Rooms, each.Reserved))],
            new RoomAsk(Room("plenum"), new RoomNeeds(guarded), 8)
            {
                Leaves = leaves ? new ShardId("s0") : null,
                OnDraining = never ? PlaceOnDraining.Never : PlaceOnDraining.LastResort,
            });
    }

    private static Shard Shard(Drawn drawn, int index)
    {
        var shard = Fleets.Shard($"s{index}") with { Capacity = 1 + drawn.Capacity };
        return drawn.Guards ? Fleets.Guarding(shard) : shard;
    }

    private static RoomName Room(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);
}
