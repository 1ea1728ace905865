using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>Gives a visitor a ticket and leads on: as a cookie, and in the address where cookies do not come back.</summary>
internal sealed class EntranceTickets(TicketOffice tickets, AppTickets apps, CookieProbe cookies, TimeProvider time)
{
    /// <summary>A new ticket for the room as it was when the question was answered.</summary>
    public Ticket Make(RoomName name, Room? room, TicketKind kind, string? visitor, string? account = null, string? invitation = null) =>
        tickets.Make(name, kind, room?.Revision ?? 0, visitor, account, invitation);

    /// <summary>The chair has said yes to a knock. It is the same visitor, with what the chair knew then.</summary>
    public Ticket Admit(Ticket waiting, long revision) =>
        waiting with { Kind = TicketKind.Admitted, Revision = revision, Expires = time.GetUtcNow() + TicketOffice.BrowserAge };

    /// <summary>Leaves the ticket and leads to that place, which then opens.</summary>
    /// <param name="context">The request.</param>
    /// <param name="place">Where it leads.</param>
    /// <param name="ticket">What is left.</param>
    /// <param name="isTopLevel">Whether it cannot be a frame: it comes from a page of the portal, which cannot be framed.</param>
    public void GoOn(HttpContext context, DoorPlace place, Ticket ticket, bool isTopLevel = false)
    {
        tickets.Leave(context, ticket);
        SeeOther.Send(context, isTopLevel || cookies.Holds(context.Request) ? place.Here : place.With(Carried(ticket)));
    }

    /// <summary>Takes the ticket away.</summary>
    public void Take(HttpContext context, RoomName room) => tickets.Take(context, room);

    /// <summary>The ticket as an address carries it, into a frame or an app.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="isOfAddress">Whether it came in an address: it lives no longer by being carried on.</param>
    public string Carried(Ticket ticket, bool isOfAddress = false) => apps.Make(ticket, isOfAddress);
}
