using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Live;

/// <summary>What is ahead of a room, so that nobody is surprised: it moves at a set time, the service closes.</summary>
internal sealed class RoomAhead(FleetView fleet, PlacementBook placements, MaintenanceBook maintenances, TimeProvider time)
{
    /// <summary>One sentence each, for members too; empty = nothing is.</summary>
    public IReadOnlyList<Text> Of(RoomName room)
    {
        var now = time.GetUtcNow();
        var ahead = new List<Text>();
        if (MoveOf(room) is { } move && move > now)
            ahead.Add(RoomAheadTexts.Moves(move, time));
        if (maintenances.Current is { } maintenance && maintenance.IsAhead(now))
        {
            ahead.Add(RoomAheadTexts.Closes(maintenance, time));
            if (maintenance.Sentence is { } sentence)
                ahead.Add(Text.Same(sentence));
        }

        return ahead;
    }

    // Of a bridge only where it is known who is on it.
    private DateTimeOffset? MoveOf(RoomName room)
    {
        var seen = fleet.Current;
        if (placements.Find(room, seen) is not { } shard || seen.Find(shard.Id) is not { } state)
            return null;
        if (state.Wanted is { IsDrain: true, MoveAt: { } at })
            return at;
        foreach (var bridge in state.Bridges)
        {
            if (bridge.Wanted is { IsDrain: true, MoveAt: { } bridgeAt } && bridge.Rooms?.ContainsKey(room) == true)
                return bridgeAt;
        }

        return null;
    }
}
