using ConferenceGateway.Core;
using ConferenceGateway.Fleet;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>
/// Remembers since when each bridge says what it says of its drain, so that one that has just come back is given the time
/// to be told again before it is called disobedient.
/// </summary>
internal sealed class DrainWatch(FleetView fleet, TimeProvider time) : BackgroundService
{
    private readonly Lock _lock = new();
    private Dictionary<BridgeId, (bool? Says, DateTimeOffset Since)> _said = [];

    /// <summary>Whether a bridge that answers says that it drains, and Jicofo nothing else; null = it does not answer.</summary>
    public static bool? Says(BridgeState bridge) => bridge is { Health: NodeHealth.Up or NodeHealth.Ill, Report: not null } ? bridge.IsDrainConfirmed : null;

    /// <summary>Since when it says so; null = it was not seen yet.</summary>
    public DateTimeOffset? Since(BridgeState bridge)
    {
        lock (_lock)
            return _said.TryGetValue(bridge.Id, out var said) && said.Says == Says(bridge) ? said.Since : null;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = fleet.Changed;
            Look(fleet.Current);
            await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look(FleetSnapshot seen)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            // Made anew, so that a bridge that has left the fleet is forgotten.
            _said = seen.Shards.SelectMany(shard => shard.Bridges).ToDictionary(
                bridge => bridge.Id,
                bridge => _said.TryGetValue(bridge.Id, out var said) && said.Says == Says(bridge) ? said : (Says(bridge), now));
        }
    }
}
