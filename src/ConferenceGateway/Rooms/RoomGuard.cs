using ConferenceGateway.Connections;
using ConferenceGateway.Fleet;

namespace ConferenceGateway.Rooms;

/// <summary>Sees to it that a room which keeps people out lives where they are kept out: on a shard that checks tokens.</summary>
internal sealed class RoomGuard(FleetView fleet, ConnectionTable connections)
{
    /// <summary>Whether a room can become like that: there is a shard for it, or it makes no difference.</summary>
    public bool Allows(Room was, Room wish) => was.IsGuarded || !wish.IsGuarded || fleet.Current.CanGuard;

    /// <summary>
    /// A room that was open to everybody and is not any more leaves shards that would let in anybody: its connections there
    /// end, and their clients come back to another.
    /// </summary>
    public void Hold(RoomAnswer answer)
    {
        if (answer is not RoomAnswer.Done { Room: { IsGuarded: true } room, Was.IsGuarded: false })
            return;
        var now = fleet.Current;
        foreach (var connection in connections.Of(room.Name).Where(connection => now.Find(connection.Shard) is { Shard.GuardsRooms: false }))
            connection.End();
    }
}
