using System.Collections.Frozen;
using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet;

/// <summary>
/// Holds the current fleet snapshot. Many read; the polls, the wanted states and the changes of the fleet write, one after
/// the other. Thread-safe.
/// </summary>
internal sealed class FleetView(ImmutableArray<Shard> shards)
{
    private readonly Lock _lock = new();
    private FrozenDictionary<string, Wanted> _wanted = FrozenDictionary<string, Wanted>.Empty;

    private FleetSnapshot _current =
        new(version: 1, [.. shards.Select(shard => new ShardState(shard, NodeHealth.Unknown))]);

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next change. Take it before reading <see cref="Current"/>, and no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>The fleet now. A request reads it once.</summary>
    public FleetSnapshot Current => Volatile.Read(ref _current);

    /// <summary>
    /// Publishes what was observed, all of it in one snapshot. What is wanted is not observed: it stays. A shard that has
    /// left the fleet meanwhile is not asked about.
    /// </summary>
    /// <param name="look">What is known of a shard now; it is quick, and asks nobody.</param>
    public void Publish(Func<ShardState, ShardState> look) => Change(look);

    /// <summary>Publishes what is wanted; by a shard's name or a bridge's server-id.</summary>
    public void SetWanted(FrozenDictionary<string, Wanted> wanted)
    {
        lock (_lock)
        {
            _wanted = wanted;
            Change(Want);
        }
    }

    /// <summary>
    /// Publishes another fleet. A shard keeps its health if its Prosody stands where it stood, and a bridge what is known of
    /// it if nothing of it was changed: a new weight must not move rooms.
    /// </summary>
    public void SetShards(ImmutableArray<Shard> shards)
    {
        lock (_lock)
        {
            var before = Current;
            Replace(new FleetSnapshot(before.Version + 1, [.. shards.Select(shard => Want(Follow(before.Find(shard.Id), shard)))]));
        }
    }

    private static ShardState Follow(ShardState? known, Shard shard)
    {
        if (known is null || ReferenceEquals(known.Shard, shard))
            return known ?? new ShardState(shard, NodeHealth.Unknown);
        if (known.Shard.Prosody != shard.Prosody || known.Shard.Host != shard.Host)
            return new ShardState(shard, NodeHealth.Unknown);
        return known with
        {
            Shard = shard,
            Bridges = [.. shard.Bridges.Select(bridge => known.Bridges.FirstOrDefault(state => state.Bridge == bridge) ?? new BridgeState(bridge))],
        };
    }

    private ShardState Want(ShardState state)
    {
        var wanted = _wanted.GetValueOrDefault(state.Id.Name);
        return state.Wanted == wanted && state.Bridges.All(bridge => bridge.Wanted == WantedOf(bridge))
            ? state
            : state with { Wanted = wanted, Bridges = [.. state.Bridges.Select(bridge => bridge with { Wanted = WantedOf(bridge) })] };
    }

    private Wanted? WantedOf(BridgeState bridge) => _wanted.GetValueOrDefault(bridge.Id.ServerId);

    private void Change(Func<ShardState, ShardState> next)
    {
        lock (_lock)
        {
            var before = Current;
            ImmutableArray<ShardState> states = [.. before.Shards.Select(next)];
            if (!states.SequenceEqual(before.Shards))
                Replace(new FleetSnapshot(before.Version + 1, states));
        }
    }

    private void Replace(FleetSnapshot snapshot)
    {
        Volatile.Write(ref _current, snapshot);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
