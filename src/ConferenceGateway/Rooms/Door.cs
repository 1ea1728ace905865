using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms;

/// <summary>
/// May this visitor enter this room now? The one place that knows; the page, every socket, every BOSH request and the
/// reservations ask here.
/// </summary>
internal sealed class Door(RoomBook rooms, KnockBook knocks, ActiveAccounts accounts, ConnectionTable connections, RoomsOptions options, TimeProvider time)
{
    /// <summary>What that room asks of the shard that takes it.</summary>
    public RoomNeeds NeedsOf(RoomName name) => rooms.Find(name) is { } room
        ? new RoomNeeds(room.IsGuarded, room.Expected)
        : new RoomNeeds(options.Unclaimed != UnclaimedRooms.Everybody);

    /// <summary>Whether the room is somebody's.</summary>
    public bool IsClaimed(RoomName name) => rooms.Find(name) is not null;

    /// <summary>Whether anybody was sent out of that room, and stays out.</summary>
    public bool KeepsSomebodyOut(RoomName name) => rooms.Find(name) is { Outs.IsEmpty: false };

    /// <summary>Whether that subject (<see cref="RoomOut.Subject"/>) stays out of that room.</summary>
    public bool IsOut(RoomName name, string subject) => rooms.Find(name) is { } room && Holds(room, subject);

    /// <summary>The revision that a ticket has after its next renewal: whoever stayed when the door changed stays for good.</summary>
    public long RevisionOf(Ticket ticket) =>
        ticket.Kind < TicketKind.Invited && rooms.Find(ticket.Room) is { } room && ticket.Revision < room.RightsRevision && Stays(room, ticket)
            ? room.Revision
            : ticket.Revision;

    /// <summary>What the door says to whoever holds that ticket, or none: the first rule that has an answer, in the order of docs/door.md.</summary>
    public DoorAnswer Ask(RoomName name, Ticket? ticket)
    {
        // A ticket ends with what it rests on.
        if (ticket?.Account is { } account && !accounts.Has(account))
            ticket = null;
        if (rooms.Find(name) is not { } room)
            return AskUnclaimed(ticket);
        if (ticket?.Kind == TicketKind.Invited && !HasInvitation(room, ticket))
            ticket = null;

        if (ticket is not null && IsOut(room, ticket))
            return DoorAnswer.Shut.Out;
        if (room.RoleOf(ticket?.Account) is not null)
            return DoorAnswer.Open.ForModerators;
        if (Stays(room, ticket))
            return DoorAnswer.Open.ForEverybody;
        var right = RightOf(room, ticket);
        return AskLock(room, ticket, right) ?? AskEntry(room, ticket, right) ??
            (room.OpensWithModerator && !connections.HasModerator(name) ? DoorAnswer.Wait.ForModerator : DoorAnswer.Open.ForEverybody);
    }

    private DoorAnswer AskUnclaimed(Ticket? ticket) => options.Unclaimed switch
    {
        UnclaimedRooms.Everybody => DoorAnswer.Open.ForEverybody,
        UnclaimedRooms.SignedIn => ticket?.Kind == TicketKind.Member ? DoorAnswer.Open.ForEverybody : DoorAnswer.AskSignIn.Instance,
        _ => DoorAnswer.Shut.Unclaimed,
    };

    /// <summary>As what a ticket counts here: what rests on a door of before is no more than a name.</summary>
    private static TicketKind RightOf(Room room, Ticket? ticket) =>
        ticket is not null && (ticket.Kind >= TicketKind.Invited || ticket.Revision >= room.RightsRevision) ? ticket.Kind : TicketKind.Guest;

    private DoorAnswer? AskLock(Room room, Ticket? ticket, TicketKind right) => room.Lock switch
    {
        RoomLock.Locked => DoorAnswer.Shut.Locked,
        RoomLock.Stopped when right != TicketKind.Admitted => Knocked(room, ticket),
        _ => null,
    };

    private DoorAnswer? AskEntry(Room room, Ticket? ticket, TicketKind right)
    {
        var needed = room.Entry switch
        {
            RoomEntry.Members => TicketKind.Invited,
            RoomEntry.Knock => TicketKind.Password,
            _ => room.HasPassword ? TicketKind.Password : TicketKind.Guest,
        };
        // Whom the chair has let in one by one was let in through whatever is asked of others.
        if (right >= needed || right == TicketKind.Admitted)
            return null;
        return room.Entry switch
        {
            RoomEntry.Members => DoorAnswer.AskSignIn.Instance,
            RoomEntry.Knock => Knocked(room, ticket),
            _ => DoorAnswer.AskPassword.Only,
        };
    }

    private DoorAnswer Knocked(Room room, Ticket? ticket) => ticket is { Kind: TicketKind.Waiting } && !knocks.IsRefused(room.Name, ticket.Id)
        ? DoorAnswer.Wait.ForChair
        : room.Lock == RoomLock.Open && room.HasPassword ? DoorAnswer.AskPassword.OrKnock : DoorAnswer.AskName.Instance;

    private bool HasInvitation(Room room, Ticket ticket) =>
        ticket.Invitation is { } id && room.Invitations.TryGetValue(id, out var invitation) && invitation.Expires > time.GetUtcNow();

    private bool Stays(Room room, Ticket? ticket) =>
        ticket is not null && ticket.Kind != TicketKind.Waiting && room.Stays.TryGetValue(ticket.Id, out var until) && until > time.GetUtcNow();

    private bool IsOut(Room room, Ticket ticket) => !room.Outs.IsEmpty && (
        Holds(room, RoomOut.OfTicket(ticket.Id)) ||
        (ticket.Account is { } account && Holds(room, RoomOut.OfAccount(account))) ||
        (ticket.Invitation is { } invitation && Holds(room, RoomOut.OfInvitation(invitation))));

    private bool Holds(Room room, string subject) => room.Outs.TryGetValue(subject, out var sent) && sent.Until > time.GetUtcNow();
}
