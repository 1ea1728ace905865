using ConferenceGateway.Core;

namespace ConferenceGateway.Browsers.Check;

/// <summary>Where somebody meets the check: on the way into a room, or on the page of its own.</summary>
/// <param name="Room">The room that it is for; null: none is named.</param>
public sealed record CheckPlace(RoomName? Room)
{
    /// <summary>The page of its own.</summary>
    public const string Path = "/-/check";

    /// <summary>The device test, one click away.</summary>
    public const string DevicePath = "/-/check/device";

    /// <summary>What was typed where no room can have that name.</summary>
    public string? Typed { get; init; }

    /// <summary>Why that cannot be.</summary>
    public RoomNameFault Fault { get; init; }

    /// <summary>Where going on leads: into the room, and else to the start page.</summary>
    public string Onward => Room is { } room ? "/" + room.Link : "/";

    /// <summary>The address of the meeting, or of the check, to be opened elsewhere.</summary>
    public Uri Link(Origins origins) => new(origins.Meeting + (Room is null ? Path : Onward));

    /// <summary>The device test for the same room.</summary>
    public string Device(Origins origins) => Room switch
    {
        null => DevicePath,
        // A room of a tenant is named by its whole link: a name alone has no slash.
        { Tenant: not null } => $"{DevicePath}?room={Uri.EscapeDataString(Link(origins).AbsoluteUri)}",
        { } room => $"{DevicePath}?room={room.LinkRoom}",
    };
}
