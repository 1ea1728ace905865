using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Rooms;
using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep.Moves;

/// <summary>
/// Moves rooms away from a drained shard, one a step: first a new placement, then its connections end gently, and its
/// people come again where all of them find each other.
/// </summary>
internal sealed partial class ShardMoves(PlacementBook placements, ConnectionTable connections, Door door, MoveBook book, TimeProvider time, ILogger<ShardMoves> logger)
{
    public async Task StepAsync(FleetSnapshot seen, FleetNode node, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var now = time.GetUtcNow();
        var placed = placements.RoomsOn(node.Home.Id, seen);
        book.Keep(node.Name, placed.Select(room => (RoomName?)room.Room));
        var isMoving = node.Wanted!.MoveAt <= now;
        foreach (var room in placed)
        {
            if ((isMoving || IsDeserted(room, now)) && book.MayTry(node.Name, room.Room, now))
            {
                await MoveAsync(seen, node, room.Room, isMoving, now);
                return;
            }
        }
    }

    /// <summary>
    /// Whoever left it does not come back to the same meeting: it can live elsewhere without anybody noticing, and so a
    /// shard that is called empty is one to which nobody returns.
    /// </summary>
    private static bool IsDeserted(PlacementFacts room, DateTimeOffset now) => room.People == 0 && room.EmptySince is { } since && now - since > RoomPresence.Absence;

    private async Task MoveAsync(FleetSnapshot seen, FleetNode node, RoomName room, bool isMoving, DateTimeOffset now)
    {
        var people = connections.PeopleIn(room);
        switch (await placements.RelocateAsync(room, node.Home.Id, seen, door.NeedsOf(room)))
        {
            case MoveAnswer.Moved moved:
                if (people > 0 || isMoving)
                    book.Moved(node.Name, room);
                Log.Moved(logger, node.Name, moved.To.Id.Name, people);
                break;
            case MoveAnswer.Stays stays:
                var why = stays.Why == StayReason.MovedLately ? MoveFault.MovedLately : MoveFault.NowhereToGo;
                book.Failed(node.Name, room, why, now, stays.RetryAfter);
                Log.Stays(logger, node.Name, people, why);
                break;
            case MoveAnswer.Gone:
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Information, "A room of {People} people moves from shard {From} to shard {To}, because {From} is drained")]
        public static partial void Moved(ILogger logger, string from, string to, int people);

        [LoggerMessage(4102, LogLevel.Warning, "A room of {People} people stays on shard {From}, which is drained, and is tried again: {Reason}")]
        public static partial void Stays(ILogger logger, string from, int people, MoveFault reason);
    }
}
