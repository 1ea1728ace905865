using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>What admins read of it: which rooms live where, and why.</summary>
internal sealed partial class PlacementBook
{
    /// <summary>The rooms that live on a shard, those with most people first.</summary>
    public IReadOnlyList<PlacementFacts> RoomsOn(ShardId shard, FleetSnapshot fleet) => [.. Placed
        .Where(placed => placed.Shard == shard)
        .Select(placed => FactsOf(placed, fleet))
        .OrderByDescending(facts => facts.People)
        .ThenBy(facts => facts.Room.Key, StringComparer.Ordinal)];

    /// <summary>Rooms by name, a part of them at a time.</summary>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="most">How many.</param>
    /// <param name="search">What their names contain; null = all.</param>
    /// <param name="shard">Where they live; null = anywhere.</param>
    /// <param name="after">The name behind which to go on: <see cref="PlacementPage.Next"/>; null = from the first.</param>
    public PlacementPage All(FleetSnapshot fleet, int most, string? search = null, ShardId? shard = null, string? after = null)
    {
        // The names of the page alone are put in order, and not those of a hundred thousand rooms.
        var first = new PriorityQueue<PlacedRoom, string>(Comparer<string>.Create((one, other) => string.CompareOrdinal(other, one)));
        var isMore = false;
        foreach (var placed in Placed)
        {
            if ((shard is { } only && placed.Shard != only)
                || (after is not null && string.CompareOrdinal(placed.Room.Key, after) <= 0)
                || (search is { Length: > 0 } && !placed.Room.Key.Contains(search, StringComparison.OrdinalIgnoreCase)))
                continue;
            first.Enqueue(placed, placed.Room.Key);
            if (first.Count <= most)
                continue;
            first.Dequeue();
            isMore = true;
        }

        List<PlacementFacts> rooms = [.. first.UnorderedItems.Select(item => FactsOf(item.Element, fleet)).OrderBy(facts => facts.Room.Key, StringComparer.Ordinal)];
        return new PlacementPage(rooms, isMore ? rooms[^1].Room.Key : null);
    }

    /// <summary>Where a room lives, and why there; null = nowhere.</summary>
    public PlacementFacts? Explain(RoomName room, FleetSnapshot fleet) =>
        _placed.TryGetValue(room, out var placed) ? FactsOf(placed, fleet) : null;

    private PlacementFacts FactsOf(PlacedRoom placed, FleetSnapshot fleet)
    {
        var people = _connections.PeopleIn(placed.Room);
        return new PlacementFacts(placed.Room, placed.Shard, placed.PlacedAt, placed.Generation)
        {
            // Some may be there whose connections are not ours.
            People = people > 0 ? people : fleet.Find(placed.Shard)?.PeopleIn(placed.Room) ?? 0,
            EmptySince = _connections.EmptySince(placed.Room),
            Why = placed.Why,
            State = fleet.Find(placed.Shard),
        };
    }
}
