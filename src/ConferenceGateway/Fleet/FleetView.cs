using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet;

/// <summary>Holds the current fleet snapshot. Many read, the pollers publish. Thread-safe.</summary>
internal sealed class FleetView(ImmutableArray<Shard> shards)
{
    private FleetSnapshot _current =
        new(version: 1, [.. shards.Select(shard => new ShardState(shard, ShardHealth.Unknown))]);

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next change. Take it before reading <see cref="Current"/>, and no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>The fleet now. A request reads it once.</summary>
    public FleetSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Publishes a shard's health.</summary>
    public void Publish(ShardId shard, ShardHealth health)
    {
        // Every shard has a poller of its own: the slower of two takes the other's snapshot and tries again.
        while (true)
        {
            var before = Current;
            if (before.Find(shard)?.Health == health)
                return;
            if (Interlocked.CompareExchange(ref _current, before.With(shard, health), before) != before)
                continue;
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            return;
        }
    }
}
