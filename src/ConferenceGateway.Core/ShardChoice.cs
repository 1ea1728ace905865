namespace ConferenceGateway.Core;

/// <summary>What the gateway itself knows of a shard's load at the moment of a choice.</summary>
/// <param name="Connections">Open sockets and BOSH sessions that pass through the gateway.</param>
/// <param name="PlacedLately">Rooms placed or proposed there in the last minute.</param>
/// <param name="Rooms">Rooms that live there or are proposed to.</param>
/// <param name="Reserved">People whom the chairs of young rooms expect there and who have not come yet.</param>
public readonly record struct ShardLoad(int Connections, int PlacedLately, int Rooms, int Reserved = 0)
{
    /// <summary>
    /// People are what costs, but those of a young room have not arrived yet: until they do, the room itself counts.
    /// </summary>
    public int Value => Math.Max(Connections, PlacedLately) + Reserved;
}

/// <summary>Which shard takes a new room.</summary>
public static class ShardChoice
{
    /// <summary>
    /// The least loaded shard that is up; of equals the one with fewer rooms, then the first in the configuration. Null
    /// when none is up.
    /// </summary>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="loadOf">What is known of a shard's load.</param>
    /// <param name="needs">What the room asks of it.</param>
    public static Shard? Choose(FleetSnapshot fleet, Func<ShardId, ShardLoad> loadOf, RoomNeeds needs = default)
    {
        Shard? best = null;
        var bestLoad = default(ShardLoad);
        foreach (var state in fleet.Shards)
        {
            if (!state.IsUp || !needs.Suits(state.Shard))
                continue;
            var load = loadOf(state.Id);
            if (best is null || (load.Value, load.Rooms).CompareTo((bestLoad.Value, bestLoad.Rooms)) < 0)
                (best, bestLoad) = (state.Shard, load);
        }

        return best;
    }

    /// <summary>
    /// The shard that rendezvous hashing points at: the same for everybody who asks about this room with the same shards
    /// up, without anything being written. For what must not be remembered (a flood) or cannot (no database).
    /// See Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998.
    /// </summary>
    public static Shard? Rendezvous(FleetSnapshot fleet, RoomName room, RoomNeeds needs = default)
    {
        Shard? best = null;
        var highest = 0UL;
        foreach (var state in fleet.Shards)
        {
            if (!state.IsUp || !needs.Suits(state.Shard))
                continue;
            var weight = StableHash.Of(state.Id.Name, room.Key);
            if (best is null || weight > highest)
                (best, highest) = (state.Shard, weight);
        }

        return best;
    }
}
