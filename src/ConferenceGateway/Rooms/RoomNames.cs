using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms;

/// <summary>The words of the API and of addresses for what a room is.</summary>
internal static class RoomNames
{
    /// <summary>Who may enter: <c>everybody</c>, <c>members</c>, <c>knock</c>.</summary>
    public static IReadOnlyList<string> Entries { get; } = [.. Enum.GetValues<RoomEntry>().Select(Of)];

    public static string Of(RoomEntry entry) => entry switch
    {
        RoomEntry.Members => "members",
        RoomEntry.Knock => "knock",
        _ => "everybody",
    };

    public static string Of(RoomLock @lock) => @lock switch
    {
        RoomLock.Locked => "locked",
        RoomLock.Stopped => "stopped",
        _ => "open",
    };

    public static string Of(RoomRole role) => role switch
    {
        RoomRole.Chair => "chair",
        RoomRole.CoChair => "co-chair",
        _ => "moderator",
    };

    public static bool TryParseEntry(string? name, out RoomEntry entry)
    {
        entry = Enum.GetValues<RoomEntry>().FirstOrDefault(each => Of(each) == name);
        return name is not null && Of(entry) == name;
    }

    /// <summary>Reads a role that can be given: co-chair or moderator.</summary>
    public static bool TryParseGiven(string? name, out RoomRole role)
    {
        role = name == Of(RoomRole.CoChair) ? RoomRole.CoChair : RoomRole.Moderator;
        return Of(role) == name;
    }

    /// <summary>A room as one segment of an address of the portal: a tenant's slash is encoded in it.</summary>
    public static string Segment(RoomName room) => Uri.EscapeDataString(room.Key);

    /// <summary>Reads the segment as routing hands it on: decoded, but for the slash.</summary>
    public static bool TryParseSegment(string segment, out RoomName room) =>
        RoomName.TryParseKey(segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), out room);
}
