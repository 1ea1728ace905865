using System.Collections.Immutable;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Notices;
using ConferenceGateway.Upkeep.Drains;
using ConferenceGateway.Upkeep.Moves;

namespace ConferenceGateway.Upkeep.Glance;

/// <summary>Puts together the fleet at a glance.</summary>
internal sealed class FleetReading(FleetView fleet, NodePresence presence, DrainPhases phases, CarryReading carry, MoveBook moves, MaintenanceBook maintenances, NodesBook nodes, TimeProvider time)
{
    /// <summary>The fleet now.</summary>
    public FleetOverview Now()
    {
        var seen = fleet.Current;
        var now = time.GetUtcNow();
        List<ShardGlance> shards = [];
        List<FleetNeed> needs = [];
        foreach (var shard in seen.Shards)
        {
            var present = presence.Of(seen, new FleetNode.OfShard(shard));
            FleetNeed[] own = [.. NeedsOf(seen, shard, present, now)];
            needs.AddRange(own);
            shards.Add(new ShardGlance(shard, present.People ?? 0, present.Rooms ?? 0, carry.PeopleOn(shard) / shard.Shard.Capacity)
            {
                Emptied = [.. own.Where(need => need.Kind == FleetNeedKind.Emptied).Select(need => need.Node)],
            });
        }

        return new FleetOverview(seen, now)
        {
            Shards = [.. shards],
            Needs = [.. needs.OrderBy(need => need.Kind)],
            RoomFor = (int)seen.Shards.Where(shard => shard is { IsUp: true, IsDraining: false })
                .Sum(shard => Math.Max(0, (shard.Shard.Capacity * FleetOverview.FullShare) - carry.PeopleOn(shard))),
            NotInForce = [.. nodes.Faults],
            Maintenance = maintenances.Current,
        };
    }

    private IEnumerable<FleetNeed> NeedsOf(FleetSnapshot seen, ShardState shard, Present present, DateTimeOffset now)
    {
        foreach (var need in NeedsOf(seen, new FleetNode.OfShard(shard), shard.Health, shard.Faults, present, now))
            yield return need;
        if (shard is { IsReportOld: true, Health: not NodeHealth.Down })
            yield return new FleetNeed(FleetNeedKind.OldReport, shard.Id.Name);
        foreach (var bridge in shard.Bridges)
        {
            var node = new FleetNode.OfBridge(shard, bridge);
            foreach (var need in NeedsOf(seen, node, bridge.Health, bridge.Faults, presence.Of(seen, node), now))
                yield return need;
        }
    }

    private IEnumerable<FleetNeed> NeedsOf(FleetSnapshot seen, FleetNode node, NodeHealth health, ImmutableArray<string> faults, Present present, DateTimeOffset now)
    {
        if (health == NodeHealth.Down)
            yield return new FleetNeed(FleetNeedKind.Down, node.Name);
        if (health == NodeHealth.Ill)
            yield return new FleetNeed(FleetNeedKind.Ill, node.Name);
        var phase = phases.Of(seen, node, present, now);
        // That one which does not answer does not take its drain either is no second thing.
        if (phase == DrainPhase.NotTaken && health != NodeHealth.Down)
            yield return new FleetNeed(FleetNeedKind.DrainNotTaken, node.Name);
        if (phase == DrainPhase.Moving && moves.Of(node.Name).Failed is { IsEmpty: false } failed)
            yield return new FleetNeed(FleetNeedKind.MoveFailed, node.Name, $"{failed.Length} could not be moved yet");
        if (phase == DrainPhase.Empty)
            yield return new FleetNeed(FleetNeedKind.Emptied, node.Name);
        foreach (var fault in faults)
            yield return new FleetNeed(FleetNeedKind.Fault, node.Name, fault);
    }
}
