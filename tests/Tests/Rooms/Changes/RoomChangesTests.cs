using AwesomeAssertions;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Xunit;
using Door = ConferenceGateway.Rooms.Door;

namespace ConferenceGateway.Tests.Rooms.Changes;

/// <summary>From a room's claim to its end.</summary>
public sealed class RoomChangesTests(RoomsHouse house) : IClassFixture<RoomsHouse>
{
    private RoomChanges Changes => house.Gateway.Get<RoomChanges>();

    [Fact]
    public async Task A_free_name_is_claimed_once_and_whoever_is_second_is_told()
    {
        var (maike, jonas) = (await house.AccountAsync("maike"), await house.AccountAsync("jonas"));
        var room = await house.ClaimAsync(maike);

        room.Chair.Should().Be(maike.Id);
        room.IsGuarded.Should().BeFalse();
        (await Changes.ClaimAsync(RoomsHouse.ActorOf(jonas), room.Name, jonas.Id)).Should().BeOfType<RoomAnswer.Taken>().Which.Problem!.Status.Should().Be(409);
        (await house.NowAsync(room)).People.Keys.Should().Equal(maike.Id);
    }

    [Fact]
    public async Task Of_a_hundred_who_claim_one_name_at_once_one_has_it()
    {
        var account = await house.AccountAsync("viele");
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Changes.ClaimAsync(RoomsHouse.ActorOf(account), RoomsHouse.Name("begehrt"), account.Id)));

        answers.OfType<RoomAnswer.Done>().Should().ContainSingle();
        answers.OfType<RoomAnswer.Taken>().Should().HaveCount(99);
    }

    [Fact]
    public async Task One_account_chairs_no_more_rooms_than_the_settings_say()
    {
        var account = await house.AccountAsync("sammlerin");
        var actor = RoomsHouse.ActorOf(account);
        (await Changes.ClaimAsync(actor, RoomsHouse.Name("sammlung-1"), account.Id, most: 1)).Should().BeOfType<RoomAnswer.Done>();
        (await Changes.ClaimAsync(actor, RoomsHouse.Name("sammlung-2"), account.Id, most: 1)).Should().BeOfType<RoomAnswer.TooManyRooms>();

        house.Gateway.Get<RoomBook>().Find(RoomsHouse.Name("sammlung-2")).Should().BeNull();
    }

    [Fact]
    public async Task Settings_are_changed_by_whoever_saw_the_last_ones()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike, "acme/einstellungen");
        var wish = new RoomSettings("Große Runde", RoomEntry.Knock, true, 15, 30);

        (await Changes.ChangeAsync(RoomsHouse.ActorOf(maike), room.Name, wish, room.Revision)).Should().BeOfType<RoomAnswer.Done>();
        (await Changes.ChangeAsync(RoomsHouse.ActorOf(maike), room.Name, wish with { Title = "Kleine" }, room.Revision)).Should().BeOfType<RoomAnswer.Changed>();

        var now = await house.NowAsync(room);
        RoomSettings.Of(now).Should().Be(wish);
        now.Revision.Should().Be(room.Revision + 1);
        (await house.AuditOfAsync(room)).Select(row => row.Action).Should().Equal("room.claim", "room.change");
        (await house.AuditOfAsync(room))[^1].Facts.Should().Contain("\"entry\":\"Everybody\"").And.Contain("\"entry\":\"Knock\"").And.Contain("\"maximum\":\"30\"");
    }

    [Fact]
    public async Task A_door_that_changes_lets_those_inside_come_back()
    {
        var maike = await house.AccountAsync("maike");
        var room = await house.ClaimAsync(maike);
        var ticket = TicketText.MakeId();
        var connection = house.Enter(room, ticket);
        await Changes.ChangeAsync(RoomsHouse.ActorOf(maike), room.Name, new RoomSettings(null, RoomEntry.Members, false, null, null), null);

        connection.IsDismissed.Should().BeFalse();
        var guest = new Ticket(ticket, room.Name, TicketKind.Guest) { Revision = 1, Expires = house.Time.GetUtcNow().AddHours(1) };
        house.Gateway.Get<Door>().Ask(room.Name, guest).Should().Be(DoorAnswer.Open.ForEverybody);
        house.Gateway.Get<Door>().Ask(room.Name, guest with { Id = TicketText.MakeId() }).Should().Be(DoorAnswer.AskSignIn.Instance);
    }

    [Theory]
    [InlineData("<b>Vorstand</b>", "everybody", 1, 5000, null)]
    [InlineData("  ", "members", null, null, null)]
    [InlineData("a\u202eb", "everybody", null, null, "title")]
    [InlineData("a\u0007b", "everybody", null, null, "title")]
    [InlineData("LONG", "everybody", null, null, "title")]
    [InlineData(null, "Everybody", null, null, "entry")]
    [InlineData(null, null, null, null, "entry")]
    [InlineData(null, "0", null, null, "entry")]
    [InlineData(null, "knock", 0, null, "expected")]
    [InlineData(null, "knock", null, 5001, "maximum")]
    public void Settings_that_cannot_be_are_named(string? title, string? entry, int? expected, int? maximum, string? fault)
    {
        var faults = new Dictionary<string, Text>();
        var settings = RoomSettings.Read(title == "LONG" ? new string('x', 10_000) : title, entry, false, expected, maximum, faults);

        faults.Keys.Should().BeEquivalentTo(fault is null ? [] : new[] { fault });
        (settings is null).Should().Be(fault is not null);
    }

    [Fact]
    public async Task Where_no_shard_takes_tokens_nobody_can_be_kept_out_and_that_is_said_with_the_setting()
    {
        await using var open = await PortalClient.StartGatewayAsync(house.Time);
        var account = await TestAccounts.AddAsync(open, "maike", Roles.Chair);
        var (actor, name) = (RoomsHouse.ActorOf(account), RoomsHouse.Name("offen"));
        var changes = open.Get<RoomChanges>();
        var room = ((RoomAnswer.Done)await changes.ClaimAsync(actor, name, account.Id)).Room;

        var guarded = await changes.ChangeAsync(actor, name, new RoomSettings(null, RoomEntry.Members, false, null, null), null);
        guarded.Should().BeOfType<RoomAnswer.CannotGuard>().Which.Problem.Should().BeOfType<Problem.Conflict>().Which.What.English.Should().Contain("Fleet:Shards[]:Authentication=Token");
        (await open.Get<RoomPasswordChanges>().SetAsync(actor, name, "gelbe-birne-42", stay: true, cancellation: TestContext.Current.CancellationToken)).Should().BeOfType<RoomAnswer.CannotGuard>();
        (await open.Get<ConferenceGateway.Rooms.Live.RoomLive>().LockAsync(actor, name)).Should().BeOfType<RoomAnswer.CannotGuard>();
        open.Get<RoomBook>().Find(name).Should().Be(room);
        (await changes.ChangeAsync(actor, name, new RoomSettings("Titel", RoomEntry.Everybody, false, null, null), null)).Should().BeOfType<RoomAnswer.Done>();
    }

    [Fact]
    public async Task A_room_that_is_given_up_is_gone_with_all_that_belonged_to_it_and_its_tickets_open_nothing_of_the_next_one()
    {
        var (maike, jonas) = (await house.AccountAsync("maike"), await house.AccountAsync("jonas"));
        var room = await house.ClaimAsync(maike);
        await house.Gateway.Get<InvitationChanges>().MakeAsync(RoomsHouse.ActorOf(maike), room.Name, new InvitationWish("Frau Sommer", 3));
        for (var i = 0; i < 5; i++)
            await Changes.ChangeAsync(RoomsHouse.ActorOf(maike), room.Name, new RoomSettings($"{i}", RoomEntry.Everybody, false, null, null), null);
        await house.SetAsync(maike, room, "gelbe-birne-42");
        var old = await house.NowAsync(room);

        (await Changes.GiveUpAsync(RoomsHouse.ActorOf(maike), room.Name, room.Revision)).Should().BeOfType<RoomAnswer.Changed>();
        (await Changes.GiveUpAsync(RoomsHouse.ActorOf(maike), room.Name, old.Revision)).Should().BeOfType<RoomAnswer.GivenUp>();
        house.Gateway.Get<RoomBook>().Find(room.Name).Should().BeNull();
        (await Changes.GiveUpAsync(RoomsHouse.ActorOf(maike), room.Name, null)).Should().BeOfType<RoomAnswer.Unknown>();

        // Somebody else has the name some time later.
        house.Time.Advance(TimeSpan.FromSeconds(1));
        var next = await house.ClaimAsync(jonas, room.Name.Key);
        next.Invitations.Should().BeEmpty();
        await house.SetAsync(jonas, next, "rotes-segel-17");
        var ticket = new Ticket(TicketText.MakeId(), room.Name, TicketKind.Password) { Revision = old.Revision, Expires = house.Time.GetUtcNow().AddHours(1) };
        house.Gateway.Get<Door>().Ask(room.Name, ticket).Should().Be(DoorAnswer.AskPassword.Only);
        (await house.AuditOfAsync(room)).Select(row => row.Action).Should().ContainInOrder("room.password", "room.give-up", "room.claim", "room.password");
    }
}
