using ConferenceGateway.Core;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms;

/// <summary>Reads what somebody holds for a room, wherever it came: a ticket of ours, or a trusted site's token, exchanged for one.</summary>
internal sealed class TicketReader(TicketOffice office, PartnerTokens partners, RoomBook rooms)
{
    /// <summary>The ticket that an address carries; null: what stands there is nothing for this room.</summary>
    public Ticket? Read(ReadOnlySpan<char> text, RoomName room)
    {
        if (office.Read(text, room) is { } ticket)
            return ticket;
        var now = rooms.Find(room);
        return partners.Exchange(text, room, now?.RightsRevision ?? 0, now?.PasswordSetAt);
    }

    /// <summary>The ticket that this browser holds, or null.</summary>
    public Ticket? OfCookie(HttpRequest request, RoomName room) => office.OfCookie(request, room);
}
