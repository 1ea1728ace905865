using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>
/// Which shard takes a new room. Pure: the same fleet, loads and room give the same answer. It walks the fleet once or
/// twice and allocates the explanation alone.
/// </summary>
public static class ShardChoice
{
    /// <summary>
    /// The shard with the lowest share of its capacity taken, this room's people included; of equals the one with fewer
    /// rooms, then the first in the configuration.
    /// </summary>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="loads">What is known of each shard's load, in the order of <see cref="FleetSnapshot.Shards"/>.</param>
    /// <param name="ask">The room.</param>
    public static Choice Choose(FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentOutOfRangeException.ThrowIfNotEqual(loads.Length, fleet.Shards.Length);
        Span<int> refused = stackalloc int[Refusals];
        refused.Clear();
        var (fresh, old, draining) = Count(fleet, ask, refused);
        // What is preferred is looked for first; the others are refused only where there is something better.
        var group = (fresh, old, draining, ask.OnDraining) switch
        {
            ( > 0, _, _, _) => Group.Fresh,
            (_, > 0, _, _) => Group.Old,
            (_, _, > 0, PlaceOnDraining.LastResort) => Group.Draining,
            _ => Group.None,
        };
        refused[(int)Refusal.Draining] = group == Group.Draining ? 0 : draining;
        refused[(int)Refusal.OldReport] = group == Group.Fresh ? old : 0;
        var rule = group switch
        {
            Group.Fresh => ChoiceRule.LeastLoaded,
            Group.Old => ChoiceRule.TwoDrawn,
            Group.Draining => ChoiceRule.LastResort,
            _ => ChoiceRule.None,
        };

        Span<Ranked> best = stackalloc Ranked[Choice.Candidates];
        var kept = group switch
        {
            Group.None => 0,
            Group.Old => Draw(fleet, loads, ask, old, best),
            _ => Rank(fleet, loads, ask, group, best),
        };
        return Explain(fleet, loads, ask, rule, best[..kept], refused);
    }

    /// <summary>
    /// The shard that rendezvous hashing points at: the same for everybody who asks about this room with the same shards
    /// up, without anything being written. For what must not be remembered (a flood) or cannot (no database).
    /// See Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998.
    /// </summary>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="room">The room.</param>
    /// <param name="needs">What it asks of a shard.</param>
    /// <param name="onDraining">Whether shards that are being emptied are a last resort.</param>
    public static Shard? Rendezvous(
        FleetSnapshot fleet, RoomName room, RoomNeeds needs = default, PlaceOnDraining onDraining = PlaceOnDraining.LastResort)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var ask = new RoomAsk(room, needs, Expected: 0) { OnDraining = onDraining };
        Span<int> refused = stackalloc int[Refusals];
        refused.Clear();
        var (fresh, old, draining) = Count(fleet, ask, refused);
        var isLastResort = fresh + old == 0;
        if (isLastResort && (draining == 0 || onDraining == PlaceOnDraining.Never))
            return null;
        Shard? best = null;
        var highest = 0UL;
        foreach (var state in fleet.Shards)
        {
            if (GroupOf(state, ask, out _) is var group && (group == Group.None || (group == Group.Draining) != isLastResort))
                continue;
            var weight = StableHash.Of(state.Id.Name, room.Key);
            if (best is null || weight > highest)
                (best, highest) = (state.Shard, weight);
        }

        return best;
    }

    private static readonly int Refusals = Enum.GetValues<Refusal>().Length;

    private enum Group
    {
        None,
        Fresh,
        Old,
        Draining,
    }

    private readonly record struct Ranked(int Index, double Score, int Rooms)
    {
        public bool IsBetterThan(in Ranked other) => Score < other.Score || (Score == other.Score && Rooms < other.Rooms);
    }

    private static Group GroupOf(ShardState state, in RoomAsk ask, out Refusal why)
    {
        why = state.Health switch
        {
            NodeHealth.Unknown => Refusal.Unknown,
            NodeHealth.Down => Refusal.Down,
            NodeHealth.Ill => Refusal.Ill,
            _ when !ask.Needs.Suits(state.Shard) => Refusal.NoTokens,
            _ when ask.Leaves == state.Id => Refusal.Left,
            _ => (Refusal)(-1),
        };
        if (why >= 0)
            return Group.None;
        if (state.IsDraining)
            return Group.Draining;
        return state.IsReportOld ? Group.Old : Group.Fresh;
    }

    private static (int Fresh, int Old, int Draining) Count(FleetSnapshot fleet, in RoomAsk ask, Span<int> refused)
    {
        var (fresh, old, draining) = (0, 0, 0);
        foreach (var state in fleet.Shards)
        {
            switch (GroupOf(state, ask, out var why))
            {
                case Group.Fresh:
                    fresh++;
                    break;
                case Group.Old:
                    old++;
                    break;
                case Group.Draining:
                    draining++;
                    break;
                default:
                    refused[(int)why]++;
                    break;
            }
        }

        return (fresh, old, draining);
    }

    private static int Rank(FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, Group group, Span<Ranked> best)
    {
        var kept = 0;
        for (var index = 0; index < loads.Length; index++)
        {
            if (GroupOf(fleet.Shards[index], ask, out _) == group)
                kept = Insert(RankOf(fleet, loads, ask, index), best, kept);
        }

        return kept;
    }

    /// <summary>
    /// Two shards, drawn by the room's name: choosing the single best by old figures sends everybody to the same shard.
    /// See Mitzenmacher, "How useful is old information?", 2000.
    /// </summary>
    private static int Draw(FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, int count, Span<Ranked> best)
    {
        var lot = StableHash.Of("two", ask.Room.Key);
        var first = (int)((uint)lot % (uint)count);
        var second = count == 1 ? first : (first + 1 + (int)((uint)(lot >> 32) % (uint)(count - 1))) % count;
        var (kept, nth) = (0, 0);
        for (var index = 0; index < loads.Length; index++)
        {
            if (GroupOf(fleet.Shards[index], ask, out _) != Group.Old)
                continue;
            if (nth == first || nth == second)
                kept = Insert(RankOf(fleet, loads, ask, index), best, kept);
            nth++;
        }

        return kept;
    }

    private static Ranked RankOf(FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, int index)
    {
        var state = fleet.Shards[index];
        ref readonly var load = ref loads[index];
        return new Ranked(index, (load.PeopleOn(state) + load.Reserved + ask.Expected) / state.Shard.Capacity, load.Rooms);
    }

    private static int Insert(in Ranked ranked, Span<Ranked> best, int kept)
    {
        if (kept == best.Length && !ranked.IsBetterThan(best[kept - 1]))
            return kept;
        var place = kept == best.Length ? kept - 1 : kept;
        for (; place > 0 && ranked.IsBetterThan(best[place - 1]); place--)
            best[place] = best[place - 1];
        best[place] = ranked;
        return Math.Min(kept + 1, best.Length);
    }

    private static Choice Explain(
        FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, ChoiceRule rule, ReadOnlySpan<Ranked> best, ReadOnlySpan<int> refused)
    {
        var candidates = ImmutableArray.CreateBuilder<Candidate>(best.Length);
        foreach (var ranked in best)
        {
            var state = fleet.Shards[ranked.Index];
            var load = loads[ranked.Index];
            candidates.Add(new Candidate(state.Id, ranked.Score, load.PeopleOn(state), load.Reserved, state.Shard.Capacity));
        }

        var reasons = ImmutableArray.CreateBuilder<Refused>();
        for (var why = 0; why < refused.Length; why++)
        {
            if (refused[why] > 0)
                reasons.Add(new Refused((Refusal)why, refused[why]));
        }

        return new Choice(
            best.IsEmpty ? null : fleet.Shards[best[0].Index].Id, rule, ask.Expected, ask.From, candidates.MoveToImmutable(), reasons.DrainToImmutable());
    }
}
