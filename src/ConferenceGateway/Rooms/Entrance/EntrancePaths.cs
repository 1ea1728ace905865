using ConferenceGateway.Core;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>Rooms in the addresses of the entrance, and addresses of rooms.</summary>
internal static class EntrancePaths
{
    /// <summary>Reads a room as links spell it: <c>fraktion</c>, <c>acme/fraktion</c>.</summary>
    public static bool TryRead(ReadOnlySpan<char> link, out RoomName room, out RoomNameFault fault)
    {
        var slash = link.IndexOf('/');
        return slash < 0 ? RoomName.TryParsePage([], link, out room, out fault) : RoomName.TryParsePage(link[..slash], link[(slash + 1)..], out room, out fault);
    }

    /// <summary>Reads the room behind that path, from the target as it came over the wire.</summary>
    public static bool TryRead(HttpContext context, string path, out RoomName room, out RoomNameFault fault, out bool isCanonical)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var start = raw.IndexOf(path, StringComparison.OrdinalIgnoreCase);
        var link = start < 0 ? [] : raw[(start + path.Length)..];
        var mark = link.IndexOf('?');
        link = mark < 0 ? link : link[..mark];
        var isRoom = TryRead(link.TrimEnd('/'), out room, out fault);
        isCanonical = isRoom && link.SequenceEqual(room.Link);
        return isRoom;
    }

    /// <summary>Where one goes in: the room, or the door of apps.</summary>
    public static string Of(RoomName room, bool isForApp) => isForApp ? DoorPlace.AppPath + room.Link : DoorPlace.PathOf(room);

    /// <summary>The same as a place.</summary>
    public static DoorPlace PlaceOf(RoomName room, bool isForApp) => new(room, Of(room, isForApp)) { IsForApp = isForApp };
}
