using System.Net;
using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Storage;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Live;

/// <summary>What a chair does while people are inside, and whose connections end with it.</summary>
public sealed class RoomLiveTests : IAsyncLifetime
{
    private static readonly Actor Actor = Actor.Gateway;

    private LiveHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await LiveHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Whoever_is_sent_out_is_gone_and_stays_out_and_nobody_else()
    {
        var (anna, bert) = (_house.Ticket(name: "Anna"), _house.Ticket(name: "Bert"));
        var annas = await _house.EnterAsync(anna);
        await _house.EnterAsync(bert);

        var answer = await _house.Live.KickAsync(Actor, _house.Room, _house.People.Single(person => person.Name == "Anna").Id);

        answer.Should().BeOfType<RoomAnswer.Done>();
        await LiveHouse.UntilEndedAsync(annas);
        await _house.UntilOpenAsync(1);
        _house.People.Should().ContainSingle().Which.Name.Should().Be("Bert");
        (await _house.MayEnterAsync(anna)).Should().BeFalse();
        (await _house.MayEnterAsync(bert)).Should().BeTrue();

        var sent = _house.Now.Outs.Values.Should().ContainSingle().Subject;
        sent.Name.Should().Be("Anna");
        (await _house.Live.TakeBackAsync(Actor, _house.Room, sent.Subject)).Should().BeOfType<RoomAnswer.Done>();
        (await _house.MayEnterAsync(anna)).Should().BeTrue();
        (await _house.Live.TakeBackAsync(Actor, _house.Room, sent.Subject)).Should().BeOfType<RoomAnswer.NotThere>();
    }

    [Fact]
    public async Task Whoever_moderates_is_not_sent_out_and_whoever_has_left_is_not_there()
    {
        await _house.EnterAsync(_house.Ticket(TicketKind.Member, "Chair", _house.Chair));

        (await _house.Live.KickAsync(Actor, _house.Room, _house.People.Single().Id)).Should().BeOfType<RoomAnswer.Moderates>();
        (await _house.Live.KickAsync(Actor, _house.Room, Guid.NewGuid())).Should().BeOfType<RoomAnswer.NotThere>();
        _house.Now.Outs.Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_is_known_by_nothing_goes_all_the_same()
    {
        var connections = _house.Gateway.Get<ConnectionTable>();
        var (early, other) = (connections.Open(_house.Room, new ShardId("alpha"), Visitor.InBrowser), connections.Open(_house.Room, new ShardId("alpha"), Visitor.InBrowser));

        (await _house.Live.KickAsync(Actor, _house.Room, early.Person.Id)).Should().BeOfType<RoomAnswer.Done>();

        (early.IsDismissed, other.IsDismissed).Should().Be((true, false));
        _house.Now.Outs.Should().BeEmpty("nothing says who comes back");
    }

    [Fact]
    public async Task An_account_that_is_sent_out_is_out_with_every_ticket()
    {
        var account = (await TestAccounts.AddAsync(_house.Gateway, "anna")).Id;
        var (phone, laptop) = (_house.Ticket(TicketKind.Member, "Anna", account), _house.Ticket(TicketKind.Member, "Anna", account));
        var sockets = new[] { await _house.EnterAsync(phone), await _house.EnterAsync(laptop) };

        await _house.Live.KickAsync(Actor, _house.Room, _house.People[0].Id);

        foreach (var socket in sockets)
            await LiveHouse.UntilEndedAsync(socket);
        (await _house.MayEnterAsync(laptop)).Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_signs_out_of_the_portal_stays_in_the_meeting_and_may_come_back()
    {
        var account = await TestAccounts.AddAsync(_house.Gateway, "anna");
        var ticket = _house.Ticket(TicketKind.Member, "Anna", account.Id);
        var socket = await _house.EnterAsync(ticket);
        using var anna = await PortalVisitor.EnterAsync(_house.Gateway, account);
        await anna.GetAsync("/account/password");

        (await anna.PostAsync("/sign-out")).Status.Should().Be(HttpStatusCode.SeeOther);

        (await anna.GetAsync("/account/password")).Status.Should().Be(HttpStatusCode.SeeOther, "the portal knows nobody any more");
        await _house.UntilOpenAsync(1);
        socket.State.Should().Be(WebSocketState.Open);
        (await _house.MayEnterAsync(ticket)).Should().BeTrue();
    }

    [Fact]
    public async Task An_app_without_a_ticket_is_known_by_its_client_for_half_an_hour()
    {
        var app = await _house.EnterAsync(ticket: null, LiveHouse.App);
        await _house.EnterAsync(ticket: null, "JitsiMeet/1 okhttp");

        await _house.Live.KickAsync(Actor, _house.Room, _house.People[0].Id);

        await LiveHouse.UntilEndedAsync(app);
        // The Lab's Prosody refuses it: it got no token.
        _house.Gateway.Get<Door>().IsOut(_house.Room, _house.Now.Outs.Keys.Single()).Should().BeTrue();
        await _house.UntilOpenAsync(1);
        var sent = _house.Now.Outs.Values.Single();
        sent.Subject.Should().StartWith("client ").And.NotContain("127.0.0.1").And.NotContain("JitsiMeet");
        (sent.Until - TimeProvider.System.GetUtcNow()).Should().BeLessThan(RoomLive.ClientOutFor + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Behind_a_lock_whoever_was_inside_may_come_back_and_nobody_else_comes_in()
    {
        var (inside, left, stranger) = (_house.Ticket(), _house.Ticket(), _house.Ticket());
        await _house.EnterAsync(inside);
        // Cut a moment ago: their client is on its way back.
        (await _house.EnterAsync(left)).Dispose();
        await _house.UntilOpenAsync(1);

        await _house.Live.LockAsync(Actor, _house.Room);

        _house.Now.Lock.Should().Be(RoomLock.Locked);
        await _house.UntilOpenAsync(1);
        (await _house.MayEnterAsync(inside)).Should().BeTrue();
        (await _house.MayEnterAsync(left)).Should().BeTrue();
        (await _house.MayEnterAsync(stranger)).Should().BeFalse();

        await _house.Live.UnlockAsync(Actor, _house.Room);
        (await _house.MayEnterAsync(stranger)).Should().BeTrue();
    }

    [Fact]
    public async Task Stop_ends_whoever_has_no_right_of_their_own()
    {
        var account = (await TestAccounts.AddAsync(_house.Gateway, "anna")).Id;
        var (member, guest, admitted) = (_house.Ticket(TicketKind.Member, "Anna", account), _house.Ticket(), _house.Ticket(TicketKind.Admitted, "Carl"));
        await _house.EnterAsync(member);
        var ended = new[] { await _house.EnterAsync(guest), await _house.EnterAsync(admitted), await _house.EnterAsync(ticket: null, LiveHouse.App) };

        await _house.Live.StopAsync(Actor, _house.Room);

        foreach (var socket in ended)
            await LiveHouse.UntilEndedAsync(socket);
        await _house.UntilOpenAsync(1);
        _house.People.Single().Name.Should().Be("Anna");
        (await _house.MayEnterAsync(member)).Should().BeTrue();
        (await _house.MayEnterAsync(guest)).Should().BeFalse();
        (await _house.MayEnterAsync(admitted)).Should().BeFalse();
        (await _house.MayEnterAsync(_house.Ticket(TicketKind.Member, "Chair", _house.Chair))).Should().BeTrue();
    }

    [Fact]
    public async Task End_for_all_ends_one_room_and_changes_no_right()
    {
        var other = LiveHouse.RoomOf("andere");
        var ticket = _house.Ticket();
        var ended = new[] { await _house.EnterAsync(ticket), await _house.EnterAsync(_house.Ticket()) };
        await _house.EnterAsync(ticket: null, room: other);

        await _house.Live.EndAsync(Actor, _house.Room);

        foreach (var socket in ended)
            await LiveHouse.UntilEndedAsync(socket);
        await _house.UntilOpenAsync(0);
        await _house.UntilOpenAsync(1, other);
        (await _house.MayEnterAsync(ticket)).Should().BeTrue();
    }

    [Fact]
    public async Task An_account_that_another_process_disables_loses_its_connections_everywhere()
    {
        var account = await TestAccounts.AddAsync(_house.Gateway, "anna");
        var ticket = _house.Ticket(TicketKind.Member, "Anna", account.Id);
        var socket = await _house.EnterAsync(ticket);
        await _house.EnterAsync(_house.Ticket(name: "Bert"));
        await using (var connection = await _house.Gateway.Get<Database>().ConnectAsync())
            await connection.ExecuteAsync("UPDATE accounts SET disabled_ms = 1 WHERE id = @Id", new { account.Id });

        // What the watch does every few seconds.
        await _house.Gateway.Get<ActiveAccounts>().ReadAgainAsync();

        await LiveHouse.UntilEndedAsync(socket);
        await _house.UntilOpenAsync(1);
        _house.People.Single().Name.Should().Be("Bert");
    }

    [Fact]
    public async Task A_person_is_one_row_with_however_many_sockets_and_keeps_their_number()
    {
        var (one, two) = (_house.Ticket(), _house.Ticket());
        var window = await _house.EnterAsync(one);
        await _house.EnterAsync(two);
        await _house.EnterAsync(one);
        await _house.EnterAsync(_house.Ticket(name: "Anna"));

        _house.People.Select(person => (person.Name, person.GuestNumber)).Should().Equal((null, 1), (null, 2), ("Anna", null));

        window.Dispose();
        await _house.UntilOpenAsync(3);
        await _house.EnterAsync(_house.Ticket());
        _house.People.Where(person => person.Name is null).Select(person => person.GuestNumber).Should().Equal(1, 2, 3);
        _house.People.Select(person => person.Way).Should().AllBeEquivalentTo(ConnectionWay.Browser);
    }

    [Fact]
    public async Task Every_deed_is_in_the_audit()
    {
        await _house.EnterAsync(_house.Ticket(name: "Anna"));
        await _house.Live.LockAsync(Actor, _house.Room);
        await _house.Live.UnlockAsync(Actor, _house.Room);
        await _house.Live.KickAsync(Actor, _house.Room, _house.People.Single().Id);
        await _house.Live.TakeBackAsync(Actor, _house.Room, _house.Now.Outs.Keys.Single());
        await _house.Live.StopAsync(Actor, _house.Room);
        await _house.Live.EndAsync(Actor, _house.Room);

        await using var connection = await _house.Gateway.Get<Database>().ConnectAsync();
        (await connection.QueryAsync<string>("SELECT action FROM audit WHERE action LIKE 'room.%' AND action <> 'room.claim' ORDER BY id"))
            .Should().Equal("room.lock", "room.unlock", "room.kick", "room.takeback", "room.stop", "room.end");
        (await _house.Live.EndAsync(Actor, LiveHouse.RoomOf("niemandes"))).Should().BeOfType<RoomAnswer.Unknown>();
    }
}
