using ConferenceGateway.Core;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>Whether new rooms come to a drained node all the same, because nobody else takes them: it is not called empty then.</summary>
internal sealed class LastResort(PlacementOptions options, MaintenanceBook maintenances)
{
    public bool Is(FleetSnapshot fleet, FleetNode node) => node switch
    {
        { Wanted: not { IsDrain: true } } => false,
        // Jicofo looks for a bridge by itself, whatever the gateway places: also for a meeting that has lost its own.
        FleetNode.OfBridge { Home.Bridges: var bridges, Bridge.Id: var id } =>
            !bridges.Any(other => other.Id != id && other is { IsDraining: false, Health: NodeHealth.Up or NodeHealth.Unknown }),
        _ => options.OnDraining == PlaceOnDraining.LastResort && maintenances.Now is null && !AreOthersEnough(fleet, node.Home),
    };

    // A room that is guarded goes to no shard that guards none.
    private static bool AreOthersEnough(FleetSnapshot fleet, ShardState drained) =>
        fleet.Shards.Any(other => other.Id != drained.Id && other is { IsUp: true, IsDraining: false } && (other.Shard.GuardsRooms || !drained.Shard.GuardsRooms));
}
