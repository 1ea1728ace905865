using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>Who is let in, and who is gone for the others when their right ends, with real clients at a real Prosody.</summary>
public sealed class EndingTests : IAsyncLifetime
{
    /// <summary>From the chair's deed until the others see it.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(2);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private GuardedHouse _house = null!;
    private Members _members = null!;

    public async ValueTask InitializeAsync()
    {
        Requirements.SkipWithoutProsodyAndClients();
        _house = await GuardedHouse.StartAsync(_cancellation);
        _members = Members.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_members is not null)
            await _members.DisposeAsync();
        if (_house is not null)
            await _house.DisposeAsync();
    }

    [Fact]
    public async Task Two_who_know_the_password_meet_and_without_it_a_browser_is_refused()
    {
        var room = await _house.ClaimAsync("fraktion", "blauer sommer");
        var anna = _members.Add(_house.Front, Transport.WebSocket, room.Key, "anna", _house.BrowserWith(room));
        var bert = _members.Add(_house.Front, Transport.Bosh, room.Key, "bert", _house.BrowserWith(room));
        await anna.JoinAsync(_cancellation);
        await bert.JoinAsync(_cancellation);
        await anna.UntilSeesAsync(["anna", "bert"], _cancellation);

        (await UpgradeAsync("fraktion", GuardedHouse.Browser)).Should().Be(HttpStatusCode.Forbidden);
        // An app has no page of ours: Prosody itself has to refuse it, for which it gets no token.
        (await UpgradeAsync("fraktion", "JitsiMeet/115 CFNetwork/1490")).Should().Be(HttpStatusCode.SwitchingProtocols);
        _house.Gateway.Get<ConnectionTable>().CountOf(room).Should().Be(2);
    }

    [Theory]
    [InlineData(nameof(Transport.WebSocket))]
    [InlineData(nameof(Transport.Bosh))]
    public async Task Whoever_is_sent_out_is_gone_for_the_others_within_two_seconds_and_does_not_come_back(string transport)
    {
        var room = await _house.ClaimAsync("fraktion");
        var bert = _members.Add(_house.Front, Transport.WebSocket, room.Key, "bert", _house.BrowserWith(room));
        var anna = _members.Add(_house.Front, Enum.Parse<Transport>(transport), room.Key, "anna", _house.BrowserWith(room));
        await bert.JoinAsync(_cancellation);
        await anna.JoinAsync(_cancellation);
        await bert.UntilSeesAsync(["anna", "bert"], _cancellation);

        var answer = await _house.Live.KickAsync(Actor.Gateway, room, _house.Gateway.Get<RoomPeople>().Of(room)[1].Id);

        answer.Should().BeOfType<RoomAnswer.Done>();
        await bert.UntilSeesAsync(["bert"], Gone, _cancellation);
        await anna.UntilLostAsync(TimeSpan.FromSeconds(10), _cancellation);
        await RefusedAsync(anna);
        await bert.UntilSeesAsync(["bert"], _cancellation);
        bert.Lost.Should().BeNull();
    }

    [Fact]
    public async Task A_session_that_was_ended_is_taken_up_by_nobody_and_an_open_one_by_its_own_visitor_only()
    {
        var (room, other) = (await _house.ClaimAsync("fraktion"), await _house.ClaimAsync("offen"));
        var headers = _house.BrowserWith(room);
        var anna = _members.Add(_house.Front, Transport.WebSocket, room.Key, "anna", headers);
        await anna.JoinAsync(_cancellation);
        var connections = _house.Gateway.Get<ConnectionTable>();
        var resumptions = _house.Gateway.Get<Resumptions>();
        var connection = connections.Of(room).Single();

        // Prosody's own `enabled` was read on its way: one id, whatever it is.
        resumptions.Count.Should().Be(1);
        var id = resumptions.IdsOf(connection).Single();
        resumptions.MayTakeUp(id, room, connection.Shard, connection.Visitor).Should().BeTrue();
        resumptions.MayTakeUp(id, other, connection.Shard, connection.Visitor).Should().BeFalse();
        resumptions.MayTakeUp(id, room, connection.Shard, connection.Visitor with { Ticket = "another" }).Should().BeFalse();

        await _house.Live.KickAsync(Actor.Gateway, room, connection.Person.Id);
        await anna.UntilLostAsync(TimeSpan.FromSeconds(10), _cancellation);
        resumptions.MayTakeUp(id, room, connection.Shard, connection.Visitor).Should().BeFalse();
    }

    [Fact]
    public async Task A_hundred_are_ended_at_once_and_nobody_of_another_room()
    {
        var (room, other) = (await _house.ClaimAsync("fraktion"), await _house.ClaimAsync("offen"));
        var witness = _members.Add(_house.Front, Transport.WebSocket, room.Key, "zeuge", _house.BrowserWith(room));
        var all = Enumerable.Range(0, 100).Select(number =>
            _members.Add(_house.Front, Transport.WebSocket, room.Key, $"m{number}", _house.BrowserWith(room))).ToList();
        var others = Enumerable.Range(0, 3).Select(number =>
            _members.Add(_house.Front, Transport.WebSocket, other.Key, $"o{number}", _house.BrowserWith(other))).ToList();
        foreach (var some in all.Concat(others).Chunk(20))
            await Task.WhenAll(some.Select(member => member.JoinAsync(_cancellation)));

        await _house.Live.EndAsync(Actor.Gateway, room);

        foreach (var member in all)
            await member.UntilLostAsync(TimeSpan.FromSeconds(10), _cancellation);
        await witness.JoinAsync(_cancellation);
        await witness.UntilSeesAsync(["zeuge"], _cancellation);
        others.Should().AllSatisfy(member => member.Lost.Should().BeNull());
        await others[0].SayAsync("noch da", _cancellation);
        await others[1].UntilHearsAsync("o0", "noch da", _cancellation);
    }

    private async Task RefusedAsync(Member member) =>
        await member.Invoking(one => one.JoinAsync(_cancellation)).Should().ThrowAsync<JoinRefusedException>();

    private async Task<HttpStatusCode> UpgradeAsync(string room, string agent)
    {
        using var http = _house.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/xmpp-websocket?room={room}");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        request.Headers.TryAddWithoutValidation("Origin", TestGateway.MeetingUrl);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", "xmpp");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _cancellation);
        return answer.StatusCode;
    }
}
