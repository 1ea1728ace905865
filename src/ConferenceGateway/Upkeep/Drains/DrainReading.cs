using System.Collections.Immutable;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.History;
using ConferenceGateway.Rooms;
using ConferenceGateway.Upkeep.Moves;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>Puts together what is said of draining a node: who is there, how far it is, how long it will take, who carries it.</summary>
internal sealed class DrainReading(
    FleetView fleet, NodePresence presence, DrainPhases phases, LastResort lastResort, CarryReading carry, PeakReading peaks, MeetingHistory history, RoomBook rooms, MoveBook moves, TimeProvider time)
{
    /// <summary>So many rooms are named and foretold one by one; no page has more, whatever a census says.</summary>
    public const int MostNamed = 1_000;

    /// <summary>The facts of that shard or bridge now; null: nothing has that name.</summary>
    public Task<DrainFacts?> OfAsync(string name) => OfAsync(fleet.Current, name);

    /// <summary>The same, of a fleet that was read before.</summary>
    public async Task<DrainFacts?> OfAsync(FleetSnapshot seen, string name)
    {
        if (FleetNode.Find(seen, name) is not { } node)
            return null;
        var now = time.GetUtcNow();
        var present = presence.Of(seen, node);
        var all = MeetingLengths.Of(history.Durations);
        var running = present.Known.Take(MostNamed).Select(room => (room, meeting: MeetingOf(room, all, now))).ToImmutableArray();
        return new DrainFacts(node, phases.Of(seen, node, present, now), now)
        {
            People = present.People,
            Rooms = present.Rooms,
            IsSettling = present.IsSettling,
            IsLastResort = lastResort.Is(seen, node),
            Affected = [.. running.Select(one => new AffectedRoom(
                one.room.Room, rooms.Find(one.room.Room)?.Title, one.room.People, one.room.Since, now + Forecast.AllEnded([one.meeting], Forecast.Likely)))],
            Forecast = ForecastOf([.. running.Select(one => one.meeting)], present, all, now),
            Carry = carry.Of(seen, node, present),
            Peak = await peaks.OfAsync(seen, node),
            Obstacle = ObstacleOf(seen, node),
            Move = node.Wanted is { IsDrain: true, MoveAt: { } at } && at <= now ? moves.Of(node.Name) : null,
        };
    }

    private DrainObstacle? ObstacleOf(FleetSnapshot seen, FleetNode node) => node switch
    {
        FleetNode.OfBridge { IsOnly: true } => DrainObstacle.OnlyBridge,
        FleetNode.OfBridge { Bridge.Bridge.PrivateAddress: null } => DrainObstacle.NoPrivateAddress,
        _ when carry.Bearers(seen, node).IsEmpty => DrainObstacle.NowhereToGo,
        _ => null,
    };

    // Whose beginning nobody saw counts as new: the forecast is rather late than early.
    private RunningMeeting MeetingOf(PresentRoom room, MeetingLengths all, DateTimeOffset now) =>
        new(room.Since is { } since ? now - since : TimeSpan.Zero, MeetingLengths.Of(history.DurationsOf(room.Room), all));

    private static DrainForecast? ForecastOf(IReadOnlyList<RunningMeeting> known, Present present, MeetingLengths all, DateTimeOffset now)
    {
        // Rooms that are counted and not named.
        var others = Enumerable.Repeat(new RunningMeeting(TimeSpan.Zero, all), Math.Clamp((present.Rooms ?? 0) - known.Count, 0, MostNamed));
        RunningMeeting[] meetings = [.. known, .. others];
        return meetings.Length == 0 ? null : new DrainForecast(
            now + Forecast.AllEnded(meetings, Forecast.Likely), now + Forecast.AllEnded(meetings, Forecast.Latest));
    }
}
