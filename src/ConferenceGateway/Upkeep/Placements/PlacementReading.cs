using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Placement;
using ConferenceGateway.Rooms;

namespace ConferenceGateway.Upkeep.Placements;

/// <summary>Where a room lives, with the name that its chair gave it.</summary>
/// <param name="Facts">Where and why.</param>
/// <param name="Title">As its chair calls it; null = the name says enough.</param>
public sealed record ShownPlacement(PlacementFacts Facts, string? Title);

/// <summary>Rooms that live somewhere: found by name, explained.</summary>
internal sealed class PlacementReading(PlacementBook placements, RoomBook rooms, FleetView fleet)
{
    /// <summary>Rooms whose names contain that, in the order of their names.</summary>
    /// <param name="most">How many.</param>
    /// <param name="search">What their names contain; null or blank = all.</param>
    /// <param name="after">The name behind which to go on; null = from the first.</param>
    public (IReadOnlyList<ShownPlacement> Rooms, string? Next) Search(int most, string? search = null, string? after = null)
    {
        var page = placements.All(fleet.Current, most, search?.Trim(), after: after);
        return ([.. page.Rooms.Select(Shown)], page.Next);
    }

    /// <summary>Why a room lives where it does; null = it lives nowhere.</summary>
    public ShownPlacement? Explain(RoomName room) => placements.Explain(room, fleet.Current) is { } facts ? Shown(facts) : null;

    private ShownPlacement Shown(PlacementFacts facts) => new(facts, rooms.Find(facts.Room)?.Title);
}
