using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>What a person typed where a room's name is asked for: a name, or the whole link that was sent round.</summary>
internal static class TypedRoom
{
    /// <summary>Reads the room, or says why no room can have that name.</summary>
    public static bool TryParse(string typed, out RoomName room, out RoomNameFault fault)
    {
        var text = typed.Trim();
        // A pasted link names the room in its path; which host it was sent for does not matter to the name.
        if ((text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            && text.IndexOf('/', text.IndexOf("//", StringComparison.Ordinal) + 2) is > 0 and var path)
            return TryParsePath(text.AsSpan(path + 1), out room, out fault);

        return RoomName.TryParseTyped(text, out room, out fault);
    }

    private static bool TryParsePath(ReadOnlySpan<char> path, out RoomName room, out RoomNameFault fault)
    {
        var end = path.IndexOfAny('?', '#');
        path = (end < 0 ? path : path[..end]).TrimEnd('/');
        var slash = path.IndexOf('/');
        return slash < 0
            ? RoomName.TryParsePage([], path, out room, out fault)
            : RoomName.TryParsePage(path[..slash], path[(slash + 1)..], out room, out fault);
    }
}
