using ConferenceGateway.Core;
using ConferenceGateway.Rooms;

namespace ConferenceGateway.Upkeep.Placements;

/// <summary>Where the pages about placements are.</summary>
internal static class PlacementLinks
{
    public const string Path = "/admin/placements";

    /// <summary>The page that says why this room is where it is.</summary>
    public static string Of(RoomName room) => $"{Path}/{RoomNames.Segment(room)}";
}
