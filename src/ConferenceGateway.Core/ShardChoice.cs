using System.Runtime.InteropServices;

namespace ConferenceGateway.Core;

/// <summary>
/// Which shard takes a new room. Pure: the same fleet, loads and room give the same answer. It walks the fleet once, twice
/// where all reports are old, and allocates the explanation alone.
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
        Span<Ranked> bestFresh = stackalloc Ranked[Choice.Candidates];
        Span<Ranked> bestDraining = stackalloc Ranked[Choice.Candidates];
        var (fresh, old, draining) = (0, 0, 0);
        var leaves = fleet.IndexOf(ask.Leaves);
        for (var index = 0; index < loads.Length; index++)
        {
            ref readonly var standing = ref fleet.Standings.ItemRef(index);
            if (RefusalOf(standing, ask, index == leaves) is { } why)
                refused[(int)why]++;
            else if (standing.IsDraining)
                Insert(RankOf(fleet, loads, ask, index), bestDraining, draining++);
            else if (standing.IsReportOld)
                old++;
            else
                Insert(RankOf(fleet, loads, ask, index), bestFresh, fresh++);
        }

        // What is preferred is looked for first; the others are refused only where there is something better.
        if (fresh > 0)
            refused[(int)Refusal.OldReport] = old;
        if (fresh + old > 0 || ask.OnDraining == PlaceOnDraining.Never)
            refused[(int)Refusal.Draining] = draining;
        return fresh > 0 ? Explain(fleet, loads, ask, ChoiceRule.LeastLoaded, Kept(bestFresh, fresh), refused)
            : old > 0 ? Explain(fleet, loads, ask, ChoiceRule.TwoDrawn, Kept(bestFresh, Draw(fleet, loads, ask, leaves, old, bestFresh)), refused)
            : draining > 0 && ask.OnDraining == PlaceOnDraining.LastResort ? Explain(fleet, loads, ask, ChoiceRule.LastResort, Kept(bestDraining, draining), refused)
            : Explain(fleet, loads, ask, ChoiceRule.None, [], refused);
    }

    /// <summary>
    /// The shard that rendezvous hashing points at: the same for everybody who asks about this room with the same shards
    /// up, without anything being written. For what must not be remembered (a flood) or cannot (no database).
    /// See Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998.
    /// </summary>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="ask">The room; how many people it expects does not matter here.</param>
    public static Shard? Rendezvous(FleetSnapshot fleet, in RoomAsk ask)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        Shard? best = null;
        var (highest, isBestDraining) = (0UL, false);
        var leaves = fleet.IndexOf(ask.Leaves);
        for (var index = 0; index < fleet.Shards.Length; index++)
        {
            ref readonly var standing = ref fleet.Standings.ItemRef(index);
            var isDraining = standing.IsDraining;
            if (RefusalOf(standing, ask, index == leaves) is not null || (isDraining && ask.OnDraining == PlaceOnDraining.Never))
                continue;
            var weight = StableHash.Of(fleet.Shards[index].Id.Name, ask.Room.Key);
            // One that is being emptied gives way to any that is not.
            if (best is null || (isDraining, isBestDraining) == (false, true) || (isDraining == isBestDraining && weight > highest))
                (best, highest, isBestDraining) = (fleet.Shards[index].Shard, weight, isDraining);
        }

        return best;
    }

    private static readonly int Refusals = Enum.GetValues<Refusal>().Length;

    private readonly record struct Ranked(int Index, double Score, int Rooms)
    {
        public bool IsBetterThan(in Ranked other) => Score < other.Score || (Score == other.Score && Rooms < other.Rooms);
    }

    /// <summary>What must hold and does not; null = it can have the room. What is only preferred is not asked here.</summary>
    private static Refusal? RefusalOf(in ShardStanding standing, in RoomAsk ask, bool isLeft) => standing.Health switch
    {
        NodeHealth.Unknown => Refusal.Unknown,
        NodeHealth.Down => Refusal.Down,
        NodeHealth.Ill => Refusal.Ill,
        _ when !ask.Needs.SuitsOneThat(standing.IsGuarding) => Refusal.NoTokens,
        _ when isLeft => Refusal.Left,
        _ => null,
    };

    /// <summary>
    /// Two shards, drawn by the room's name: choosing the single best by old figures sends everybody to the same shard.
    /// See Mitzenmacher, "How useful is old information?", 2000.
    /// </summary>
    private static int Draw(FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, int leaves, int count, Span<Ranked> best)
    {
        var lot = StableHash.Of("two", ask.Room.Key);
        var first = (int)((uint)lot % (uint)count);
        var second = count == 1 ? first : (first + 1 + (int)((uint)(lot >> 32) % (uint)(count - 1))) % count;
        var (kept, nth) = (0, 0);
        for (var index = 0; index < loads.Length; index++)
        {
            ref readonly var standing = ref fleet.Standings.ItemRef(index);
            if (standing.IsDraining || !standing.IsReportOld || RefusalOf(standing, ask, index == leaves) is not null)
                continue;
            if (nth == first || nth == second)
                Insert(RankOf(fleet, loads, ask, index), best, kept++);
            nth++;
        }

        return kept;
    }

    private static Ranked RankOf(FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, int index)
    {
        ref readonly var standing = ref fleet.Standings.ItemRef(index);
        ref readonly var load = ref loads[index];
        return new Ranked(index, (load.PeopleOn(standing) + load.Reserved + ask.Expected) / standing.Capacity, load.Rooms);
    }

    /// <summary>Puts one among the best, of which there were so many candidates before.</summary>
    private static void Insert(in Ranked ranked, Span<Ranked> best, int before)
    {
        var place = Math.Min(before, best.Length - 1);
        if (before >= best.Length && !ranked.IsBetterThan(best[place]))
            return;
        for (; place > 0 && ranked.IsBetterThan(best[place - 1]); place--)
            best[place] = best[place - 1];
        best[place] = ranked;
    }

    private static ReadOnlySpan<Ranked> Kept(Span<Ranked> best, int count) => best[..Math.Min(count, best.Length)];

    private static Choice Explain(
        FleetSnapshot fleet, ReadOnlySpan<ShardLoad> loads, in RoomAsk ask, ChoiceRule rule, ReadOnlySpan<Ranked> best, ReadOnlySpan<int> refused)
    {
        var candidates = new Candidate[best.Length];
        for (var place = 0; place < best.Length; place++)
        {
            ref readonly var ranked = ref best[place];
            ref readonly var standing = ref fleet.Standings.ItemRef(ranked.Index);
            ref readonly var load = ref loads[ranked.Index];
            candidates[place] = new Candidate(fleet.Shards[ranked.Index].Id, ranked.Score, load.PeopleOn(standing), load.Reserved, standing.Capacity);
        }

        var reasons = new Refused[refused.Length - refused.Count(0)];
        var reason = 0;
        for (var why = 0; why < refused.Length; why++)
        {
            if (refused[why] > 0)
                reasons[reason++] = new Refused((Refusal)why, refused[why]);
        }

        return new Choice(
            best.IsEmpty ? null : candidates[0].Shard, rule, ask.Expected, ask.From,
            ImmutableCollectionsMarshal.AsImmutableArray(candidates), ImmutableCollectionsMarshal.AsImmutableArray(reasons));
    }
}
