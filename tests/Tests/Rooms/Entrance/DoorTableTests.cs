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
    public void Nothing_but_the_chairs_yes_passes_a_lock() => ForEach((room, ticket) =>
    {
        if (room.Lock == RoomLock.Locked && ticket.Kind != TicketKind.Admitted)
            Ask(room, ticket).Should().Be(DoorAnswer.Shut.Locked);
    });

    private void ForEach(Action<Room, Ticket> check)
    {
        var rooms =
            from entry in Gen.Elements(RoomEntry.Everybody, RoomEntry.Members, RoomEntry.Knock)
            from locked in Gen.Elements(RoomLock.Open, RoomLock.Locked, RoomLock.Stopped)
            from hash in Gen.Elements<string?>(null, "x")
            from opens in Gen.Elements(true, false)
            select new Room { Name = Name, Entry = entry, Lock = locked, PasswordHash = hash, OpensWithModerator = opens, RightsRevision = 3, Revision = 5, CreatedAt = default, Invitations = Invited };
        var tickets =
            from kind in Gen.Elements(Enum.GetValues<TicketKind>())
            from revision in Gen.Choose(1, 6)
            select new Ticket("AAAAAAAAAAAA", Name, kind)
            {
                Revision = revision,
                Account = kind == TicketKind.Member ? house.Member.Id : null,
                Invitation = kind == TicketKind.Invited ? Guest.Id : null,
                Expires = DateTimeOffset.MaxValue,
            };
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
