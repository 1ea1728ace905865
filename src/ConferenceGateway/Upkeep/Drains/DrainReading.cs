using System.Collections.Immutable;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>Puts together what is said of draining a node: who is there, how far it is, how long it will take, who carries it.</summary>
internal sealed class DrainReading(FleetView fleet, TimeProvider time)
{
    /// <summary>The facts of that shard or bridge now; null: nothing has that name.</summary>
    public Task<DrainFacts?> OfAsync(string name) => OfAsync(fleet.Current, name);

    /// <summary>The same, of a fleet that was read before.</summary>
    public Task<DrainFacts?> OfAsync(FleetSnapshot seen, string name) => Task.FromResult(FleetNode.Find(seen, name) is { } node
        ? new DrainFacts(node, DrainPhase.Open, time.GetUtcNow()) { Carry = new Carry(true, ImmutableArray<CarriedBy>.Empty) }
        : null);
}
