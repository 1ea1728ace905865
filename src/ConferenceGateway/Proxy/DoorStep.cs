using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Proxy;

/// <summary>May this visitor enter? Takes the ticket from where the client can have put it, and asks the door.</summary>
internal sealed class DoorStep(Door door, TicketReader tickets, KnownServices services, ClientMarks clients, Origins origins)
{
    private readonly string _own = origins.Meeting;

    /// <summary>The page of a room: a ticket of this browser, or one in the address where there are no cookies.</summary>
    public Entry OfPage(HttpContext context, in RequestTarget target, RoomName room) =>
        OfAddress(target, "jwt", room) is { } ticket ? Ask(context, room, ticket) : OfBrowser(context, room);

    /// <summary>
    /// Signalling. A cookie comes along whoever wrote the page that asks, so it counts only where the browser says that
    /// the page is ours; what stands in the address was put there by whoever knows it.
    /// </summary>
    public Entry OfSignal(HttpContext context, in RequestTarget target, RoomName room)
    {
        if (services.Any && ServiceOf(context, target) is { } service)
            return Ask(context, room, null) with { Service = service };
        return OfAddress(target, "token", room) is { } ticket ? Ask(context, room, ticket)
            : IsOwnPage(context.Request) ? OfBrowser(context, room)
            : Ask(context, room, null);
    }

    /// <summary>The ticket of this browser alone, whoever wrote the page that asks: enough to renew it, and nothing else.</summary>
    public Entry OfBrowser(HttpContext context, RoomName room) =>
        Ask(context, room, tickets.OfCookie(context.Request, room)) with { IsOfBrowser = true };

    /// <summary>
    /// Ends a connection whose right ended between the door and its entry in the table: whoever ended the others did not
    /// see this one.
    /// </summary>
    public void DismissIfShut(HttpContext context, Connection connection, Ticket? ticket)
    {
        if (!Ask(context, connection.Room, ticket).IsOpen)
            connection.Dismiss();
    }

    private KnownService? ServiceOf(HttpContext context, in RequestTarget target) =>
        services.Find(context.Connection.RemoteIpAddress, new RequestQuery(target.Query).Find("token", out var text) == 1 ? text : default);

    private Entry Ask(HttpContext context, RoomName room, Ticket? ticket)
    {
        var answer = door.Ask(room, ticket);
        return new Entry(ticket, ticket is null && answer is DoorAnswer.Open && door.KeepsSomebodyOut(room) && door.IsOut(room, RoomOut.OfClient(clients.Of(context)))
            ? DoorAnswer.Shut.Out
            : answer);
    }

    private Ticket? OfAddress(in RequestTarget target, ReadOnlySpan<char> name, RoomName room) =>
        !target.Query.IsEmpty && new RequestQuery(target.Query).Find(name, out var text) == 1 ? tickets.Read(text, room) : null;

    private bool IsOwnPage(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && string.Equals(origin, _own, StringComparison.Ordinal);
}
