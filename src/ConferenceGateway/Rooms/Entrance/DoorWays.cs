using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;
using ConferenceGateway.WaysIn;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>The other ways into a room, for the browser that asks.</summary>
internal sealed class DoorWays(WaysInList ways, BrowserReader reader, Origins origins)
{
    // Longer ones are no browser's; the reader cuts the User-Agent itself.
    private const int MostOfAHint = 256;

    /// <summary>All ways for who stands before the door.</summary>
    public IReadOnlyList<WayIn> Before(HttpRequest request, RoomName room) =>
        ways.For(new WayInQuestion(Read(request), room) { IsGuarded = true });

    /// <summary>The app, for who has passed the door; null: there is none for this device.</summary>
    /// <param name="request">The request.</param>
    /// <param name="room">Into which room.</param>
    /// <param name="ticket">As an address carries it; null: the room is open to everybody.</param>
    public WayIn? App(HttpRequest request, RoomName room, string? ticket) =>
        ways.For(new WayInQuestion(Read(request), room) { Ticket = ticket }).FirstOrDefault(way => way.Kind is WayInKind.MobileApp or WayInKind.DesktopApp);

    /// <summary>The sign-in, and back into that room.</summary>
    public string SignIn(DoorPlace place) =>
        $"{origins.Portal}{Crossing.Path}?room={Uri.EscapeDataString(place.Room.Link)}{(place.IsForApp ? "&app=1" : "")}";

    private Browser Read(HttpRequest request) => reader.Read(request.Headers.UserAgent.ToString(), new ClientHints
    {
        Brands = Hint(request, "Sec-CH-UA"),
        Platform = Hint(request, "Sec-CH-UA-Platform"),
        Mobile = Hint(request, "Sec-CH-UA-Mobile"),
    });

    private static string? Hint(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values is [{ Length: <= MostOfAHint } value] ? value : null;
}
