using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Proxy;

/// <summary>Who asks, and what the door says.</summary>
/// <param name="Ticket">What they hold for this room; null: nothing that counts here.</param>
/// <param name="Answer">The door's answer.</param>
internal readonly record struct Entry(Ticket? Ticket, DoorAnswer Answer)
{
    /// <summary>Whether the ticket came as a cookie, and so can be renewed.</summary>
    public bool IsOfBrowser { get; init; }

    /// <summary>Whether they may go in.</summary>
    public bool IsOpen => Answer is DoorAnswer.Open;
}

/// <summary>May this visitor enter? Reads the ticket wherever the client can have put it, and asks the door.</summary>
internal sealed class DoorStep(Door door, TicketOffice tickets, ClientMarks clients, ConnectionTable connections, Origins origins)
{
    private readonly string _own = origins.Meeting;

    /// <summary>The page of a room: a ticket of this browser, or one in the address where there are no cookies.</summary>
    public Entry OfPage(HttpContext context, in RequestTarget target, RoomName room) =>
        OfAddress(target, "jwt", room) is { } ticket ? Ask(context, room, ticket) : OfBrowser(context, room);

    /// <summary>
    /// Signalling. A cookie comes along whoever wrote the page that asks, so it counts only where the browser says that
    /// the page is ours; what stands in the address was put there by whoever knows it.
    /// </summary>
    public Entry OfSignal(HttpContext context, in RequestTarget target, RoomName room) =>
        OfAddress(target, "token", room) is { } ticket ? Ask(context, room, ticket)
        : IsOwnPage(context.Request) ? OfBrowser(context, room)
        : Ask(context, room, null);

    /// <summary>
    /// Renews this browser's ticket with an answer of ours, as long as the door is open for it. Whoever wrote the page that
    /// asks gains nothing by that, so <c>Origin</c> does not matter: a browser leaves it out of a GET to its own page's host.
    /// </summary>
    public void Renew(HttpContext context, RoomName room) => Renew(context, OfBrowser(context, room));

    /// <inheritdoc cref="Renew(HttpContext, RoomName)"/>
    public void Renew(HttpContext context, in Entry entry)
    {
        if (entry is { IsOpen: true, IsOfBrowser: true, Ticket: { } ticket })
            tickets.Renew(context, ticket, door.RevisionOf(ticket));
    }

    /// <summary>Whoever enters somebody's room has a ticket, so that its chair can send out one of them, and not an address.</summary>
    public void LeaveTicket(HttpContext context, RoomName room, in Entry entry)
    {
        if (entry.Ticket is { Kind: not TicketKind.Waiting })
            Renew(context, entry);
        else if (door.IsClaimed(room))
            tickets.Leave(context, tickets.Make(room, TicketKind.Guest, revision: 0, entry.Ticket?.Name));
    }

    /// <summary>
    /// Ends a connection whose right ended between the door and its entry in the table: whoever ended the others did not
    /// see this one.
    /// </summary>
    public void DismissIfShut(HttpContext context, Connection connection, Ticket? ticket)
    {
        if (!Ask(context, connection.Room, ticket).IsOpen)
            connection.Dismiss();
    }

    /// <summary>Whom the connection is counted for.</summary>
    public Visitor VisitorOf(HttpContext context, RoomName room, in Entry entry)
    {
        // As in a Jitsi without a gateway: of those who meet under a name that is nobody's, the first one is moderator.
        var isClaimed = door.IsClaimed(room);
        var isModerator = entry.Answer is DoorAnswer.Open { IsModerator: true } || (!isClaimed && !connections.HasModerator(room));
        var nobody = IsBrowser(context.Request) ? Visitor.InBrowser : Visitor.InApp;
        if (entry.Ticket is { } ticket)
            return nobody with { Ticket = ticket.Id, Account = ticket.Account, Invitation = ticket.Invitation, Name = ticket.Name, IsModerator = isModerator };
        // Only a chair sends somebody out, and only a claimed room has one.
        return isClaimed || isModerator ? nobody with { Client = isClaimed ? clients.Of(context) : null, IsModerator = isModerator } : nobody;
    }

    /// <summary>Whether it is a browser that asks; anything else is an app, which shows its own way in when Prosody refuses it.</summary>
    public static bool IsBrowser(HttpRequest request) =>
        request.Headers.UserAgent is [{ } agent, ..] && agent.StartsWith("Mozilla/", StringComparison.Ordinal);

    private Entry OfBrowser(HttpContext context, RoomName room) =>
        Ask(context, room, tickets.OfCookie(context.Request, room)) with { IsOfBrowser = true };

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
