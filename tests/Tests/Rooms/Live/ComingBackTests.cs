using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Live;

/// <summary>Who comes back: by a session that was cut, by a BOSH session that goes on, by a ticket that was renewed.</summary>
public sealed class ComingBackTests : IAsyncLifetime
{
    private LiveHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await LiveHouse.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public void A_session_is_taken_up_by_its_own_visitor_in_its_own_room_until_it_is_ended()
    {
        var time = new FakeTimeProvider();
        var table = new ConnectionTable(time);
        var resumptions = new Resumptions(time);
        var shard = new ShardId("a");
        var (room, other) = (LiveHouse.RoomOf("a"), LiveHouse.RoomOf("b"));
        var anna = Visitor.InBrowser with { Ticket = "anna" };
        var connection = table.Open(room, shard, anna);
        resumptions.Learn("id", connection);
        resumptions.Learn("id", table.Open(other, shard, anna));

        resumptions.MayTakeUp("of-before", room, shard, anna).Should().BeTrue("the gateway has just been started");
        time.Advance(Resumptions.Grace);
        resumptions.MayTakeUp("of-before", room, shard, anna).Should().BeFalse();
        resumptions.MayTakeUp("id", room, shard, anna).Should().BeTrue();
        resumptions.MayTakeUp("id", other, shard, anna).Should().BeFalse();
        resumptions.MayTakeUp("id", room, new ShardId("b"), anna).Should().BeFalse();
        resumptions.MayTakeUp("id", room, shard, Visitor.InBrowser).Should().BeFalse();

        table.Close(connection);
        var again = table.Open(room, shard, anna);
        resumptions.TakeUp("id", again);
        time.Advance(Resumptions.Kept * 2);
        resumptions.Sweep();
        resumptions.MayTakeUp("id", room, shard, anna).Should().BeTrue("it is open");
        again.Dismiss();
        resumptions.MayTakeUp("id", room, shard, anna).Should().BeFalse();

        table.Close(again);
        time.Advance(Resumptions.Kept * 2);
        resumptions.Sweep();
        resumptions.Count.Should().Be(0);
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var time = new FakeTimeProvider();
        var resumptions = new Resumptions(time);
        var connection = new ConnectionTable(time).Open(LiveHouse.RoomOf("a"), new ShardId("a"), Visitor.InBrowser);
        for (var number = 0; number < Resumptions.Most + 100; number++)
            resumptions.Learn($"{number}", connection);

        resumptions.Count.Should().Be(Resumptions.Most);
    }

    [Fact]
    public async Task Whoever_is_inside_over_bosh_stays_inside_behind_a_lock_and_their_session_opens_no_other_room()
    {
        var ticket = _house.Ticket();
        var sid = await BeginAsync(ticket);
        await _house.Live.LockAsync(Actor.Gateway, _house.Room);
        (await PostAsync($"<body rid='101' sid='{sid}' xmlns='http://jabber.org/protocol/httpbind'/>", ticket)).Status.Should().Be(HttpStatusCode.OK);

        (await PostAsync($"<body rid='102' sid='{sid}' xmlns='http://jabber.org/protocol/httpbind'/>", ticket: null)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await PostAsync($"<body rid='102' sid='{sid}' xmlns='http://jabber.org/protocol/httpbind'/>", ticket, "andere")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await PostAsync(Hello, _house.Ticket())).Status.Should().Be(HttpStatusCode.Forbidden);
        _house.Gateway.Get<ConnectionTable>().CountOf(_house.Room).Should().Be(1);
    }

    [Fact]
    public async Task Whoever_was_sent_out_hears_it_with_the_next_request()
    {
        var ticket = _house.Ticket();
        var sid = await BeginAsync(ticket);
        await _house.Live.KickAsync(Actor.Gateway, _house.Room, _house.People.Single().Id);

        var (status, body) = await PostAsync($"<body rid='101' sid='{sid}' xmlns='http://jabber.org/protocol/httpbind'/>", ticket);
        (status == HttpStatusCode.Forbidden || body.Contains("terminate", StringComparison.Ordinal)).Should().BeTrue(body);
        await _house.UntilOpenAsync(0);
    }

    [Fact]
    public async Task A_keep_alive_renews_what_is_due_and_nothing_else()
    {
        var fresh = _house.Ticket();
        (await KeepAliveAsync(fresh)).Should().BeEmpty();
        var old = fresh with { Expires = fresh.Expires - TicketOffice.BrowserAge * 0.6 };
        (await KeepAliveAsync(old)).Should().StartWith(_house.CookieOf(old).Split('=')[0]);

        await _house.EnterAsync(fresh);
        await _house.Live.KickAsync(Actor.Gateway, _house.Room, _house.People.Single().Id);
        (await KeepAliveAsync(old)).Should().BeEmpty("the door is shut for this one");
        (await KeepAliveAsync(null)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_page_of_somebodys_room_leaves_a_ticket_and_keeps_it()
    {
        using var http = _house.Gateway.CreateClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", LiveHouse.Browser);
        using var first = await http.GetAsync("/fraktion", TestContext.Current.CancellationToken);
        var set = first.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("t-", StringComparison.Ordinal));
        _house.Gateway.Get<TicketOffice>().Read(set.Split('=', ';')[1], _house.Room)!.Kind.Should().Be(TicketKind.Guest);

        http.DefaultRequestHeaders.Add("Cookie", set.Split(';')[0]);
        using var second = await http.GetAsync("/fraktion", TestContext.Current.CancellationToken);
        second.Headers.GetValues("Set-Cookie").Should().NotContain(cookie => cookie.StartsWith("t-", StringComparison.Ordinal));
        using var nobodys = await http.GetAsync("/niemandes", TestContext.Current.CancellationToken);
        nobodys.Headers.GetValues("Set-Cookie").Should().NotContain(cookie => cookie.StartsWith("t-", StringComparison.Ordinal));
    }

    private const string Hello = "<body rid='100' to='meet.test' wait='1' hold='1' ver='1.6' xml:lang='en' xmlns='http://jabber.org/protocol/httpbind'/>";

    private async Task<string> BeginAsync(Ticket ticket)
    {
        var (status, body) = await PostAsync(Hello, ticket);
        status.Should().Be(HttpStatusCode.OK);
        return body.Split("sid=")[1][1..].Split('\'', '"')[0];
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, Ticket? ticket, string room = "fraktion")
    {
        using var http = _house.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/http-bind?room={room}") { Content = new StringContent(body, Encoding.UTF8, "text/xml") };
        Dress(request, ticket);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<string> KeepAliveAsync(Ticket? ticket)
    {
        using var http = _house.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/xmpp-websocket?room=fraktion");
        Dress(request, ticket);
        request.Headers.Remove("Origin");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join('\n', cookies) : "";
    }

    private void Dress(HttpRequestMessage request, Ticket? ticket)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", LiveHouse.Browser);
        request.Headers.TryAddWithoutValidation("Origin", TestGateway.MeetingUrl);
        if (ticket is not null)
            request.Headers.TryAddWithoutValidation("Cookie", _house.CookieOf(ticket));
    }
}
