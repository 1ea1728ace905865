using System.Collections.Immutable;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Entrance;

/// <summary>The order in which the door thinks: sent out, chair, inside before, lock, entry.</summary>
public sealed class DoorTableTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    private static readonly RoomName Name = TestRooms.Name("tabelle");
    private static readonly Invitation Guest = new("guest", "x", default, DateTimeOffset.MaxValue);
    private static readonly ImmutableDictionary<string, Invitation> Invited = ImmutableDictionary<string, Invitation>.Empty.Add(Guest.Id, Guest);

    [Fact]
    public void Who_was_sent_out_is_out_whatever_the_room_and_the_ticket_are() => ForEach((room, ticket) =>
        Ask(room with { Outs = room.Outs.Add(RoomOut.OfTicket(ticket.Id), new RoomOut(RoomOut.OfTicket(ticket.Id), "x", DateTimeOffset.MaxValue)) }, ticket)
            .Should().Be(DoorAnswer.Shut.Out));

    [Fact]
    public void The_chair_is_in_and_moderates_whatever_the_room_is() => ForEach((room, ticket) =>
        Ask(room with { People = room.People.Add(house.Chair.Id, RoomRole.Chair) }, ticket with { Kind = TicketKind.Member, Account = house.Chair.Id })
            .Should().Be(DoorAnswer.Open.ForModerators));

    [Fact]
    public void Who_was_inside_comes_back_through_every_lock() => ForEach((room, ticket) =>
    {
        if (ticket.Kind != TicketKind.Waiting)
            Ask(room with { Stays = room.Stays.Add(ticket.Id, DateTimeOffset.MaxValue) }, ticket).Should().Be(DoorAnswer.Open.ForEverybody);
    });

    [Fact]
    public void A_stranger_passes_no_door_that_asks_for_something() => ForEach((room, _) =>
        (Ask(room, null) is DoorAnswer.Open).Should().Be(room is { Entry: RoomEntry.Everybody, HasPassword: false, Lock: RoomLock.Open, OpensWithModerator: false }));

    [Fact]
    public void A_ticket_of_before_the_rights_changed_is_no_more_than_none() => ForEach((room, ticket) =>
    {
        if (ticket.Kind is TicketKind.Password or TicketKind.Partner or TicketKind.Admitted or TicketKind.Guest)
            Ask(room with { RightsRevision = ticket.Revision + 1 }, ticket).Should().Be(Ask(room, null));
    });

    [Fact]
    public void Every_ticket_at_every_door_gets_the_answer_of_the_first_rule_that_has_one()
    {
        var cases = from room in Doors() from ticket in Tickets() from place in Places() select (room, ticket, place);
        foreach (var (room, ticket, (isOut, isModerator, stays)) in cases)
        {
            var here = room with
            {
                Outs = isOut && ticket is not null ? room.Outs.Add(RoomOut.OfTicket(ticket.Id), new RoomOut(RoomOut.OfTicket(ticket.Id), "x", DateTimeOffset.MaxValue)) : room.Outs,
                People = isModerator ? room.People.Add(house.Member.Id, RoomRole.Moderator) : room.People,
                Stays = stays && ticket is not null ? room.Stays.Add(ticket.Id, DateTimeOffset.MaxValue) : room.Stays,
            };
            Ask(here, ticket).Should().Be(
                Expected(here, ticket, isOut, isModerator, stays), "{0}, {1}, password {2}, opens with a moderator {3}; {4} of {5}; out {6}, moderates {7}, stays {8}",
                room.Entry, room.Lock, room.HasPassword, room.OpensWithModerator, ticket?.Kind, ticket?.Revision, isOut, isModerator, stays);
        }
    }

    [Fact]
    public void Nobody_new_passes_a_lock() => ForEach((room, ticket) => Ask(room with { Lock = RoomLock.Locked }, ticket).Should().Be(DoorAnswer.Shut.Locked));

    /// <summary>The table of docs/door.md, written once more: a row a line.</summary>
    private static DoorAnswer Expected(Room room, Ticket? ticket, bool isOut, bool isModerator, bool stays)
    {
        var counts = ticket is { Kind: TicketKind.Invited or TicketKind.Member } || ticket?.Revision >= room.RightsRevision;
        var isOwn = ticket is { Kind: TicketKind.Invited or TicketKind.Member };
        var wasLetIn = counts && ticket!.Kind == TicketKind.Admitted;
        var knowsPassword = isOwn || wasLetIn || (counts && ticket is { Kind: TicketKind.Password or TicketKind.Partner });
        DoorAnswer knock = ticket?.Kind == TicketKind.Waiting ? DoorAnswer.Wait.ForChair
            : room is { Lock: RoomLock.Open, HasPassword: true } ? DoorAnswer.AskPassword.OrKnock : DoorAnswer.AskName.Instance;
        (bool Applies, DoorAnswer Answer)[] rules =
        [
            (isOut && ticket is not null, DoorAnswer.Shut.Out),
            (isModerator && ticket?.Kind == TicketKind.Member, DoorAnswer.Open.ForModerators),
            (stays && ticket is { Kind: not TicketKind.Waiting }, DoorAnswer.Open.ForEverybody),
            (room.Lock == RoomLock.Locked, DoorAnswer.Shut.Locked),
            (room.Lock == RoomLock.Stopped && !wasLetIn, knock),
            (room.Entry == RoomEntry.Members && !isOwn && !wasLetIn, DoorAnswer.AskSignIn.Instance),
            (room.Entry == RoomEntry.Knock && !knowsPassword, knock),
            (room.Entry == RoomEntry.Everybody && room.HasPassword && !knowsPassword, DoorAnswer.AskPassword.Only),
            (room.OpensWithModerator, DoorAnswer.Wait.ForModerator),
        ];
        return rules.FirstOrDefault(rule => rule.Applies, (true, DoorAnswer.Open.ForEverybody)).Answer;
    }

    private static IEnumerable<Room> Doors() =>
        from entry in Enum.GetValues<RoomEntry>()
        from locked in Enum.GetValues<RoomLock>()
        from hash in (string?[])[null, "x"]
        from opens in (bool[])[false, true]
        select RoomWith(entry, locked, hash, opens);

    private IEnumerable<Ticket?> Tickets() =>
        (from kind in Enum.GetValues<TicketKind>() from revision in (int[])[2, 3] select (Ticket?)TicketOf(kind, revision)).Prepend(null);

    private static IEnumerable<(bool IsOut, bool IsModerator, bool Stays)> Places() =>
        from isOut in (bool[])[false, true] from isModerator in (bool[])[false, true] from stays in (bool[])[false, true] select (isOut, isModerator, stays);

    private static Room RoomWith(RoomEntry entry, RoomLock locked, string? hash, bool opens) => new()
    {
        Name = Name, Entry = entry, Lock = locked, PasswordHash = hash, OpensWithModerator = opens, RightsRevision = 3, Revision = 5, CreatedAt = default, Invitations = Invited,
    };

    private Ticket TicketOf(TicketKind kind, int revision) => new("AAAAAAAAAAAA", Name, kind)
    {
        Revision = revision,
        Account = kind == TicketKind.Member ? house.Member.Id : null,
        Invitation = kind == TicketKind.Invited ? Guest.Id : null,
        Expires = DateTimeOffset.MaxValue,
    };

    private void ForEach(Action<Room, Ticket> check)
    {
        var rooms =
            from entry in Gen.Elements(RoomEntry.Everybody, RoomEntry.Members, RoomEntry.Knock)
            from locked in Gen.Elements(RoomLock.Open, RoomLock.Locked, RoomLock.Stopped)
            from hash in Gen.Elements<string?>(null, "x")
            from opens in Gen.Elements(true, false)
            select RoomWith(entry, locked, hash, opens);
        var tickets =
            from kind in Gen.Elements(Enum.GetValues<TicketKind>())
            from revision in Gen.Choose(1, 6)
            select TicketOf(kind, revision);
        // The room stands in one book, so one case at a time.
        Prop.ForAll(rooms.ToArbitrary(), tickets.ToArbitrary(), (room, ticket) => check(room, ticket)).QuickCheckThrowOnFailure();
    }

    private DoorAnswer Ask(Room room, Ticket? ticket)
    {
        house.Rooms.Remove(Name);
        house.Rooms.Put(room);
        return house.Gateway.Get<Door>().Ask(Name, ticket);
    }
}
