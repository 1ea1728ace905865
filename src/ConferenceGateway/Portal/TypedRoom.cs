using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>What a person typed where a room's name is asked for: a name, or the whole link that was sent round.</summary>
internal static class TypedRoom
{
    /// <summary>The room's own path, without the leading slash; or why no room can have that name.</summary>
    public static bool TryLink(string typed, out string link, out RoomNameFault fault)
    {
        var name = typed.Trim();
        link = Uri.EscapeDataString(name.ToLowerInvariant());
        fault = name.Length switch
        {
            0 => RoomNameFault.Empty,
            > 200 => RoomNameFault.TooLong,
            _ when name.Contains('/', StringComparison.Ordinal) => RoomNameFault.Slash,
            _ => RoomNameFault.None,
        };
        return fault == RoomNameFault.None;
    }
}
