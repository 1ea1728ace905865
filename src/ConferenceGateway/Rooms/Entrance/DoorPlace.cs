using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>Where somebody meets the door: at the room's own address, or on the way of an app.</summary>
/// <param name="Room">The room.</param>
/// <param name="Here">Path and query of this address, without a ticket; of this host.</param>
internal sealed record DoorPlace(RoomName Room, string Here)
{
    /// <summary>The door of apps, which have no cookies: behind it stands the way into the app.</summary>
    public const string AppPath = "/-/enter/";

    /// <summary>The same as it was asked for, with the ticket that may stand in it: where somebody is led who has changed nothing.</summary>
    public string Came { get; init; } = Here;

    /// <summary>Whether it is the door of apps.</summary>
    public bool IsForApp { get; init; }

    /// <summary>The room's own address, where a browser goes in.</summary>
    public static string PathOf(RoomName room) => "/" + room.Link;

    /// <summary>The same address with a ticket in it.</summary>
    public string With(string ticket) => $"{Here}{(Here.Contains('?', StringComparison.Ordinal) ? '&' : '?')}jwt={ticket}";
}
