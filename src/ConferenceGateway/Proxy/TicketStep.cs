using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Proxy;

/// <summary>Which ticket a browser has after the answer.</summary>
internal sealed class TicketStep(Door door, TicketOffice tickets)
{
    /// <summary>What another site has put into the address is good once; from here on this browser has a ticket of its own.</summary>
    public void LeavePartner(HttpContext context, in Entry entry)
    {
        if (entry is { IsOfBrowser: false, Ticket: { Kind: TicketKind.Partner } partner })
            tickets.Leave(context, partner);
    }

    /// <summary>Whoever enters somebody's room has a ticket, so that its chair can send out one of them, and not an address.</summary>
    public void Leave(HttpContext context, RoomName room, in Entry entry)
    {
        if (entry.Ticket is { Kind: not TicketKind.Waiting })
            Renew(context, entry);
        else if (door.IsClaimed(room))
            tickets.Leave(context, tickets.Make(room, TicketKind.Guest, revision: 0, entry.Ticket?.Name));
    }

    /// <summary>
    /// Renews this browser's ticket with an answer of ours, as long as the door is open for it. Whoever wrote the page that
    /// asks gains nothing by that, so <c>Origin</c> does not matter: a browser leaves it out of a GET to its own page's host.
    /// </summary>
    public void Renew(HttpContext context, in Entry entry)
    {
        if (entry is { IsOpen: true, IsOfBrowser: true, Ticket: { } ticket })
            tickets.Renew(context, ticket, door.RevisionOf(ticket));
    }
}
