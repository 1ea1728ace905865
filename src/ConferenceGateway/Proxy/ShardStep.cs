using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Placement;
using ConferenceGateway.Rooms;

namespace ConferenceGateway.Proxy;

/// <summary>Which shard answers.</summary>
internal sealed class ShardStep(PlacementBook placements, Door door, FleetView fleetView, RoomStep rooms, GatewayCookies cookies)
{
    /// <summary>A page, or what an app asks before its socket: the room's shard, or the one it would get.</summary>
    public Shard? OfPage(HttpContext context, FleetSnapshot fleet, RoomName room) =>
        placements.Propose(room, fleet, ClientAddress.SourceOf(context.Connection.RemoteIpAddress), door.NeedsOf(room));

    /// <summary>Where a keep-alive would be answered. It never places: only who is in a room keeps it.</summary>
    public Shard? OfKeepAlive(FleetSnapshot fleet, RoomName room) => placements.Find(room, fleet, door.NeedsOf(room));

    /// <summary>A signalling request that needs no decision: null when one has to be made.</summary>
    public Shard? OfSignal(FleetSnapshot fleet, RoomName room) => placements.Use(room, fleet, door.NeedsOf(room));

    /// <summary>A signalling request of a room that lives nowhere, or on a shard that is down.</summary>
    public ValueTask<ClaimAnswer> ClaimAsync(HttpContext context, FleetSnapshot fleet, RoomName room) =>
        placements.ClaimAsync(room, fleet, ClientAddress.SourceOf(context.Connection.RemoteIpAddress), door.NeedsOf(room));

    /// <summary>
    /// A file: from the shard of the page that asks, else the one of the last page this browser opened, else any. A
    /// guess is only as good as another while all shards have one release, so with several of them it is not kept.
    /// </summary>
    public (Shard? Shard, bool IsGuess) OfFile(HttpContext context, FleetSnapshot fleet)
    {
        if (rooms.TryReadReferer(context.Request, out var room))
            return (OfPage(context, fleet, room), false);
        if (context.Request.Cookies[cookies.ShardName] is { } name && fleet.Find(new ShardId(name)) is { Health: not NodeHealth.Down } last)
            return (last.Shard, false);
        foreach (var state in fleet.Shards)
        {
            if (state.IsUp)
                return (state.Shard, fleet.Shards.Length > 1);
        }

        return (null, false);
    }

    /// <summary>
    /// Ends a connection to a shard that died, or that its room moved away from, between the decision and the connection's
    /// entry in the table: whoever ended the others did not see this one.
    /// </summary>
    public void EndIfGone(Connection connection)
    {
        if (fleetView.Current.Find(connection.Shard) is null or { Health: NodeHealth.Down } || !placements.BelongsTo(connection.Room, connection.Shard))
            connection.End();
    }
}
