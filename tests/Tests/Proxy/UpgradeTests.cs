using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>Upgrades that are not whole, name no room or two, or ask for something else than a websocket.</summary>
public sealed class UpgradeTests : IClassFixture<SurfaceFixture>
{
    private const string Key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    private const string Version = "Sec-WebSocket-Version: 13\r\n";
    private const string Whole = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: xmpp\r\n" + Key + Version;

    private readonly SurfaceFixture _house;

    public UpgradeTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    [Theory]
    [InlineData("/xmpp-websocket", 400, "bad-request")]
    [InlineData("/xmpp-websocket?", 400, "bad-request")]
    [InlineData("/xmpp-websocket?room=", 400, "bad-room-name")]
    [InlineData("/xmpp-websocket?room", 400, "bad-room-name")]
    [InlineData("/xmpp-websocket?room=a&room=b", 400, "bad-request")]
    [InlineData("/xmpp-websocket?room=a&ro%6fm=b", 400, "bad-request")]
    [InlineData("/xmpp-websocket?room=a&ROOM=a", 400, "bad-request")]
    [InlineData("/xmpp-websocket?room=room-census", 404, "no-such-page")]
    [InlineData("/xmpp-websocket?room=m%65trics", 404, "no-such-page")]
    [InlineData("/xmpp-websocket?room=*", 404, "no-such-page")]
    [InlineData("/metrics/xmpp-websocket?room=a", 404, "no-such-page")]
    [InlineData("/xmpp-websocket?room=A", 400, "bad-room-name")]
    [InlineData("/xmpp-websocket?room=a%2Fb", 400, "bad-room-name")]
    [InlineData("/xmpp-websocket?room=..", 400, "bad-room-name")]
    [InlineData("/xmpp-websocket?room=a%0d%0ab", 400, "bad-room-name")]
    [InlineData("/xmpp-websocket?room=%FF", 400, "bad-room-name")]
    [InlineData("/plenum", 400, "upgrade-refused")]
    [InlineData("/config.js?room=plenum", 400, "upgrade-refused")]
    [InlineData("/static/x.js", 400, "upgrade-refused")]
    [InlineData("/http-bind?room=plenum", 400, "upgrade-refused")]
    [InlineData("/_unlock?room=plenum", 400, "upgrade-refused")]
    [InlineData("/conference-request/v1?room=plenum", 400, "upgrade-refused")]
    [InlineData("/room-census", 400, "upgrade-refused")]
    [InlineData("/nothing/here/at/all", 404, "no-such-page")]
    public async Task A_whole_upgrade_must_name_one_room_at_an_address_that_has_sockets(string target, int expected, string problem)
    {
        // Refused, it must leave the connection: what follows on it was meant for a socket.
        var (status, answer) = await SendAsync("GET", target, Whole);

        status.Should().Be(expected, answer);
        answer.Should().Contain($"urn:conference-gateway:problem:{problem}\"");
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\n" + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\n" + Key)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\n" + Key + "Sec-WebSocket-Version: 99\r\n")]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\n" + Key + "Sec-WebSocket-Version: 13, 8\r\n")]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\n" + Key + Version + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\n" + Key + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAA\r\n" + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n" + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n" + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n" + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket, h2c\r\n" + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: h2c\r\n" + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n" + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n" + Key + Version)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket/13\r\n" + Key + Version)]
    [InlineData("Connection: keep-alive\r\nUpgrade: websocket\r\n" + Key + Version)]
    [InlineData("Upgrade: websocket\r\n" + Key + Version)]
    public async Task An_upgrade_that_is_not_whole_is_refused(string headers)
    {
        var (status, answer) = await SendAsync("GET", "/xmpp-websocket?room=plenum", headers);

        status.Should().Be(426, answer);
        answer.Should().Contain("urn:conference-gateway:problem:upgrade-refused\"").And.Contain("\r\nUpgrade: websocket\r\n");
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("POST", Whole + "Content-Length: 0\r\n", "")]
    [InlineData("POST", Whole + "Content-Length: 5\r\n", "hello")]
    [InlineData("GET", Whole + "Content-Length: 5\r\n", "hello")]
    [InlineData("GET", Whole + "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HEAD", Whole, "")]
    [InlineData("CONNECT", Whole, "")]
    public async Task An_upgrade_is_a_GET_without_a_body(string method, string headers, string body)
    {
        var (status, answer) = await SendAsync(method, "/xmpp-websocket?room=plenum", headers, body);

        status.Should().BeOneOf([400, 405, 426], answer);
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("keep-alive, Upgrade")]
    [InlineData("upgrade")]
    [InlineData("Upgrade, X-Forwarded-For, Cookie, Sec-WebSocket-Key")]
    [InlineData("close, Upgrade, close")]
    [InlineData(",,Upgrade,,")]
    public async Task A_Connection_list_takes_nothing_away(string connection)
    {
        await using var socket = await RawSocket.OpenAsync(_house.Gateway, "/xmpp-websocket?room=plenum",
            $"Connection: {connection}\r\nUpgrade: WebSocket\r\nSec-WebSocket-Protocol: xmpp\r\n{Key}{Version}");

        socket.Answer.Should().StartWith("HTTP/1.1 101").And.Contain("X-Jitsi-Shard: alpha");
        var request = _house.Single('P');
        SurfaceFixture.ShouldBeRebuilt(request);
        request.Header("Connection").Should().Be("Upgrade");
    }

    [Theory]
    [InlineData("POST", "/http-bind?room=plenum", "Content-Length: 0\r\n")]
    [InlineData("GET", "/plenum", "")]
    [InlineData("GET", "/static/x.js", "")]
    public async Task Connection_Upgrade_alone_is_an_ordinary_request(string method, string target, string headers)
    {
        // What follows is not this request's body.
        var answer = await RawConnection.ExchangeAsync(_house.Gateway,
            $"{method} {target} HTTP/1.1\r\nHost: meet.test\r\nConnection: Upgrade\r\n{headers}\r\n" +
            "GET /-/health/live HTTP/1.1\r\nHost: meet.test\r\nConnection: close\r\n\r\n");

        RawConnection.Status(answer).Should().BeInRange(200, 499, answer);
        _house.Received().Should().ContainSingle().Which.BodyPrefix.Length.Should().Be(0);
    }

    /// <summary>The request, and behind it another one that must not get through as if a socket were open.</summary>
    private async Task<(int Status, string Answer)> SendAsync(string method, string target, string headers, string body = "")
    {
        var answer = await RawConnection.ExchangeAsync(_house.Gateway,
            $"{method} {target} HTTP/1.1\r\nHost: meet.test\r\n{headers}\r\n{body}GET /plenum HTTP/1.1\r\nHost: meet.test\r\n\r\n");
        RawConnection.Count(answer).Should().Be(1, answer);
        return (RawConnection.Status(answer), answer);
    }
}
