using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Upkeep.Glance;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>Whether the others can carry the people of a node: spread as the choice would spread them.</summary>
internal sealed class CarryReading(ConnectionTable connections, Door door)
{
    /// <summary>Those who could take rooms of that node now: its neighbours that are well and open. None = what is there cannot be moved.</summary>
    public ImmutableArray<(string Name, bool IsBridge, Bearer Bearer)> Bearers(FleetSnapshot fleet, FleetNode node) => node is FleetNode.OfBridge bridge
        ? [
            .. bridge.Home.Bridges.Where(other => other.Id != bridge.Bridge.Id && other is { IsDraining: false, Health: NodeHealth.Up })
                .Select(other => (other.Id.ServerId, true, new Bearer(PeopleOn(other), other.Bridge.Capacity)))]
        : [
            .. fleet.Shards.Where(other => other.Id != node.Home.Id && other is { IsUp: true, IsDraining: false })
                .Select(other => (other.Id.Name, false, new Bearer(PeopleOn(other), other.Shard.Capacity, other.Shard.GuardsRooms)))];

    /// <summary>Who takes how much.</summary>
    public Carry Of(FleetSnapshot fleet, FleetNode node, Present present)
    {
        var before = Bearers(fleet, node);
        var after = Spread.Over([.. before.Select(one => one.Bearer)], RoomsOf(present), out var left);
        var takers = before.Zip(after, (was, now) => (By: new CarriedBy(was.Name, was.IsBridge, was.Bearer.Share, now.Share), Gets: now.People - was.Bearer.People))
            .Where(one => one.Gets > 0).OrderByDescending(one => one.Gets).Select(one => one.By).ToImmutableArray();
        return new Carry(left == 0 && takers.All(taker => taker.After <= FleetOverview.FullShare), takers);
    }

    /// <summary>People on a shard, as the choice counts them.</summary>
    public double PeopleOn(ShardState shard) => new ShardLoad(connections.CountOf(shard.Id), Rooms: 0).PeopleOn(shard);

    /// <summary>People on a bridge: by its stress where it reports one, as its load is shown everywhere.</summary>
    public static double PeopleOn(BridgeState bridge) => bridge.Report?.Stress * bridge.Bridge.Capacity ?? bridge.Report?.People ?? 0;

    private IEnumerable<Load> RoomsOf(Present present)
    {
        var (people, rooms) = (present.People ?? 0, present.Rooms ?? 0);
        foreach (var room in present.Known)
        {
            (people, rooms) = (people - room.People, rooms - 1);
            yield return new Load(room.People, door.NeedsOf(room.Room).IsGuarded);
        }

        // Of the rest nobody knows how it is divided: evenly, then.
        for (var room = Math.Max(1, rooms); people > 0 && room > 0; room--)
        {
            var share = (people + room - 1) / room;
            people -= share;
            yield return new Load(share);
        }
    }
}
