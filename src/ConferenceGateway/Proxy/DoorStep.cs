using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Proxy;

/// <summary>Who asks, and what the door says.</summary>
/// <param name="Ticket">What they hold for this room; null: nothing that counts here.</param>
/// <param name="Answer">The door's answer.</param>
internal readonly record struct Entry(Ticket? Ticket, DoorAnswer Answer)
{
    /// <summary>Whether they may go in.</summary>
    public bool IsOpen => Answer is DoorAnswer.Open;
}

/// <summary>May this visitor enter? Reads the ticket wherever the client can have put it, and asks the door.</summary>
internal sealed class DoorStep(Door door, TicketOffice tickets, Partners partners, ConnectionTable connections, Origins origins)
{
    private readonly string _own = origins.Meeting;

    /// <summary>The page of a room: a ticket of this browser, or one in the address where there are no cookies.</summary>
    public Entry OfPage(HttpContext context, in RequestTarget target, RoomName room)
    {
        var ticket = OfAddress(target, "jwt", room) ?? tickets.OfCookie(context.Request, room);
        return new Entry(ticket, door.Ask(room, ticket));
    }

    /// <summary>
    /// Signalling. A cookie comes along whoever wrote the page that asks, so it counts only where the browser says that
    /// the page is ours; what stands in the address was put there by whoever knows it.
    /// </summary>
    public Entry OfSignal(HttpContext context, in RequestTarget target, RoomName room)
    {
        var ticket = OfAddress(target, "token", room) ?? (IsOwnPage(context.Request) ? tickets.OfCookie(context.Request, room) : null);
        return new Entry(ticket, door.Ask(room, ticket));
    }

    /// <summary>Whom the connection is counted for.</summary>
    public Visitor VisitorOf(HttpContext context, RoomName room, in Entry entry)
    {
        // As in a Jitsi without a gateway: of those who meet under a name that is nobody's, the first one is moderator.
        var isModerator = entry.Answer is DoorAnswer.Open { IsModerator: true } || (!door.IsClaimed(room) && !connections.HasModerator(room));
        var nobody = IsBrowser(context.Request) ? Visitor.InBrowser : Visitor.InApp;
        return entry.Ticket is { } ticket
            ? nobody with { Ticket = ticket.Id, Account = ticket.Account, Invitation = ticket.Invitation, Name = ticket.Name, IsModerator = isModerator }
            : isModerator ? nobody with { IsModerator = true } : nobody;
    }

    /// <summary>Whether it is a browser that asks; anything else is an app, which shows its own way in when Prosody refuses it.</summary>
    public static bool IsBrowser(HttpRequest request) =>
        request.Headers.UserAgent is [{ } agent, ..] && agent.StartsWith("Mozilla/", StringComparison.Ordinal);

    private Ticket? OfAddress(in RequestTarget target, ReadOnlySpan<char> name, RoomName room) =>
        !target.Query.IsEmpty && new RequestQuery(target.Query).Find(name, out var text) == 1
            ? tickets.Read(text, room) ?? partners.Exchange(text, room)
            : null;

    private bool IsOwnPage(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && string.Equals(origin, _own, StringComparison.Ordinal);
}
