using System.Collections.Frozen;
using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet;

/// <summary>Runs one poller for each shard, side by side: a slow shard delays nobody.</summary>
internal sealed class FleetPoller : BackgroundService
{
    private readonly FrozenDictionary<ShardId, ShardPoller> _pollers;

    /// <summary>Pollers for these shards; they start with the host.</summary>
    public FleetPoller(
        ImmutableArray<Shard> shards, FleetView fleet, ConnectionTable connections, TimeProvider time, ILogger<FleetPoller> logger) =>
        _pollers = shards
            .Select(shard => new ShardPoller(shard, fleet, connections, time, logger))
            .ToFrozenDictionary(poller => poller.Shard);

    /// <summary>A forward to this shard failed: its health is asked for at once.</summary>
    public void Hurry(ShardId shard)
    {
        if (_pollers.TryGetValue(shard, out var poller))
            poller.Hurry();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var poller in _pollers.Values)
            poller.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_pollers.Values.Select(poller => poller.RunAsync(stoppingToken)));
}
