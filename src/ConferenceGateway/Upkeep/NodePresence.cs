using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;

namespace ConferenceGateway.Upkeep;

/// <summary>Who is on a node.</summary>
/// <param name="People">People there; null = nobody can tell.</param>
/// <param name="Rooms">Rooms there with somebody in them; null = nobody can tell.</param>
/// <param name="Known">The rooms that are known by name, the largest first.</param>
internal sealed record Present(int? People, int? Rooms, ImmutableArray<PresentRoom> Known)
{
    /// <summary>Nobody is there, and rooms still live there for those who may come back.</summary>
    public bool IsSettling { get; init; }

    /// <summary>When it was counted; null = it was not.</summary>
    public DateTimeOffset? CountedAt { get; init; }

    /// <summary>Whether nobody is there by that count, and nobody is expected back.</summary>
    public bool IsEmpty => People == 0 && Rooms is null or 0 && !IsSettling;
}

/// <summary>A room with somebody in it.</summary>
/// <param name="Room">Its name.</param>
/// <param name="People">People in it on this node.</param>
/// <param name="Since">Since when somebody is in it, as far as the gateway has seen it; null = it passed the gateway by.</param>
internal sealed record PresentRoom(RoomName Room, int People, DateTimeOffset? Since);

/// <summary>
/// Who is on a shard or a bridge, by what the gateway sees itself and by what is reported. Of two counts the larger one
/// holds: what is called empty has to be empty by both.
/// </summary>
internal sealed class NodePresence(ConnectionTable connections, PlacementBook placements, TimeProvider time)
{
    public Present Of(FleetSnapshot fleet, FleetNode node) => node switch
    {
        FleetNode.OfBridge bridge => OfBridge(bridge.Bridge),
        _ => OfShard(fleet, node.Home),
    };

    private Present OfShard(FleetSnapshot fleet, ShardState shard)
    {
        var placed = placements.RoomsOn(shard.Id, fleet);
        var people = placed.Where(room => room.People > 0).ToDictionary(room => room.Room, room => room.People);
        var report = shard.IsReportOld ? null : shard.Report;
        foreach (var (room, count) in report?.Census ?? shard.StillThere ?? Enumerable.Empty<KeyValuePair<RoomName, int>>())
            people[room] = Math.Max(count, people.GetValueOrDefault(room));

        var open = connections.CountOf(shard.Id);
        var onBridges = shard.Bridges.Sum(bridge => bridge.IsReportOld ? 0 : bridge.Report?.People ?? 0);
        var counted = Math.Max(people.Values.Sum(), Math.Max(report?.People ?? 0, onBridges));
        // What moved away a moment ago is named nowhere any more, and its connections are still ending.
        if (counted == 0)
            counted = open;
        var rooms = Math.Max(people.Count, report?.Rooms ?? 0);
        // Not heard yet, or it fell silent: that nobody of ours is there does not make it empty.
        var isSilent = counted == 0 && !(time.GetUtcNow() - shard.CountedAt <= ShardReport.OldAfter);
        return new Present(isSilent ? null : counted, isSilent ? null : rooms, Known(people))
        {
            IsSettling = !isSilent && counted == 0 && placed.Count > 0,
            CountedAt = shard.CountedAt,
        };
    }

    private Present OfBridge(BridgeState bridge)
    {
        var report = bridge.IsReportOld ? null : bridge.Report;
        KeyValuePair<RoomName, int>[] known = [.. bridge.Rooms?.Where(room => room.Value > 0) ?? []];
        return new Present(
            report?.People is { } people ? Math.Max(people, known.Sum(room => room.Value)) : null,
            report?.Conferences is { } rooms ? Math.Max(rooms, known.Length) : bridge.Rooms?.Count,
            Known(known))
        {
            CountedAt = report?.At,
        };
    }

    private ImmutableArray<PresentRoom> Known(IEnumerable<KeyValuePair<RoomName, int>> people) => [
        .. people.OrderByDescending(room => room.Value).ThenBy(room => room.Key.Key, StringComparer.Ordinal)
            .Select(room => new PresentRoom(room.Key, room.Value, connections.Of(room.Key) is [var longest, ..] ? longest.OpenedAt : null))];
}
