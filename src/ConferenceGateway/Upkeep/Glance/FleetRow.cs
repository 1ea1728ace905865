using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Glance;

/// <summary>A shard in the table, with those of its bridges that stand there.</summary>
/// <param name="Glance">The shard in numbers.</param>
/// <param name="Bridges">The bridges.</param>
public sealed record FleetRow(ShardGlance Glance, IReadOnlyList<BridgeState> Bridges)
{
    public ShardState State => Glance.State;

    /// <summary>Whether its numbers mean anything: of what does not answer there are none.</summary>
    public bool Known => State.Health is NodeHealth.Up or NodeHealth.Ill || Glance.People > 0;

    /// <summary>A shard with all its bridges.</summary>
    public static FleetRow Of(ShardGlance shard) => new(shard, shard.State.Bridges);

    /// <summary>A shard with those of its bridges that are not simply open.</summary>
    public static FleetRow Folded(ShardGlance shard, TimeProvider time) =>
        new(shard, [.. shard.State.Bridges.Where(bridge => NodeSign.Of(bridge, time) is not { Kind: SignKind.Ok, Wanted: null })]);
}
