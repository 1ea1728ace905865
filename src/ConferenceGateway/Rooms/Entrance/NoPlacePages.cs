using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>The page of a room that cannot open now: why, when it will, and the ways in that work meanwhile.</summary>
internal sealed class NoPlacePages(DoorWays ways, DoorPages doors, ProblemWriter problems)
{
    /// <summary>A page for a person, the problem alone for everything else.</summary>
    public Task WriteAsync(HttpContext context, RoomName room, Problem problem) => problems.WriteAsync<NoPlacePage>(context, problem, new()
    {
        [nameof(NoPlacePage.Problem)] = problem,
        // Another browser and the apps lead to the same shards.
        [nameof(NoPlacePage.Ways)] = ways.Before(context.Request, room).Where(way => way.IsForSound).ToList(),
    }, doors.Reach);
}
