using System.Net;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>
/// A browser sends its cookie along whoever wrote the page that asks: a right that rests on it counts for our own pages
/// alone. What the shard received is the judge.
/// </summary>
public sealed class OriginTests : IAsyncLifetime
{
    private const string Firefox = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n";

    private LabShard _shard = null!;
    private TestGateway _gateway = null!;
    private string _text = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Foreign => BadInputs.Lines("ws_origin.txt");

    private string Cookie => GuardedRooms.Cookie("vorstand", _text);

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        _gateway = await TestGateway.StartAsync(_shard);
        var room = _gateway.Guard("vorstand");
        var office = _gateway.Get<TicketOffice>();
        _text = office.Write(office.Make(room.Name, TicketKind.Password, room.RightsRevision, "Anna"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public Task A_cookie_counts_for_no_page_but_ours(string line) => ShouldBeRefusedAsync($"Origin: {BadInputs.Text(line)}\r\n");

    [Theory]
    [InlineData("")]
    [InlineData("Origin:\r\n")]
    [InlineData("Origin: http://meet.test\r\nOrigin: http://evil.test\r\n")]
    [InlineData("Origin: http://meet.test\r\nOrigin: http://meet.test\r\n")]
    public Task Nor_where_it_is_not_said_or_said_twice(string headers) => ShouldBeRefusedAsync(headers);

    [Fact]
    public async Task It_counts_for_ours_and_what_stands_in_the_address_counts_for_any()
    {
        (await _gateway.TokenBehindAsync(_shard, "vorstand", null, Cookie, Cancel)).Should().NotBeNull();

        await using var socket = await RawSocket.OpenAsync(_gateway, "/xmpp-websocket?room=vorstand&token=" + _text, Upgrade + Firefox + "Origin: https://intranet.test\r\n");
        socket.Answer.Should().StartWith("HTTP/1.1 101");
    }

    private const string Upgrade =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private async Task ShouldBeRefusedAsync(string origin)
    {
        await using var socket = await RawSocket.OpenAsync(_gateway, "/xmpp-websocket?room=vorstand", $"Cookie: {Cookie}\r\n{Firefox}{origin}{Upgrade}");
        var poll = await PostAsync("/http-bind?room=vorstand", origin, "text/xml", "<body/>");
        var conference = await PostAsync("/conference-request/v1?room=vorstand", origin, "application/json", "{}");

        // What is no header at all is refused before anybody looks at it.
        new[] { RawConnection.Status(socket.Answer), poll, conference }.Should().OnlyContain(status => status == (int)HttpStatusCode.Forbidden || status == (int)HttpStatusCode.BadRequest);
        _shard.Received.Where(request => request.Header("X-Forwarded-For") is not null).Should().BeEmpty();
    }

    private async Task<int> PostAsync(string target, string origin, string type, string body) =>
        RawConnection.Status(await RawConnection.ExchangeAsync(_gateway, Encoding.UTF8.GetBytes(
            $"POST {target} HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\nCookie: {Cookie}\r\n{Firefox}{origin}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}")));
}
