using System.Net;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>A shard that answers garbage, half, too much or nothing: the client hears what is wrong, and the gateway goes on.</summary>
public sealed class BrokenShardTests : IClassFixture<SurfaceFixture>
{
    private static readonly string[] Surfaces =
        ["/plenum", "/config.js?room=plenum", "/static/app/x.js", "/etherpad/", "POST /http-bind?room=plenum", "POST /conference-request/v1?room=plenum"];

    private readonly SurfaceFixture _house;

    public BrokenShardTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    [Theory]
    [InlineData("\0\0\0\0\u0001\u0002")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("no http at all\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/9.9 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Odd: a\u0001b\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://evil.test/\r\nContent-Length: 0\r\n\r\n")]
    public async Task Garbage_is_a_shard_that_does_not_answer(string garbage)
    {
        foreach (var server in _house.Servers)
            server.Faults.Garbage = Encoding.Latin1.GetBytes(garbage);

        foreach (var surface in Surfaces)
            await (await AskAsync(surface)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "shard-silent");
        await ShouldNotOpenAsync("/xmpp-websocket?room=plenum");
        await ShouldNotOpenAsync("/colibri-ws/bridge-1/a/b?pwd=x");
        await ShouldWorkAgainAsync();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Odd: é\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=\"Übersicht\"\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Set-Cookie\r\n\r\n2\r\nok\r\n0\r\nSet-Cookie: a=b\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nSet-Cookie: a=b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task What_is_only_odd_is_passed_on(string odd)
    {
        _house.Web.Faults.Garbage = Encoding.UTF8.GetBytes(odd);

        var answer = await _house.Client.GetAsync("/static/app/x.js");

        answer.IsSuccessStatusCode.Should().BeTrue();
        (await answer.Content.ReadAsStringAsync()).Should().Be("ok");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        answer.TrailingHeaders.Should().BeEmpty();
        await ShouldWorkAgainAsync();
    }

    [Theory]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\nContent-Length: 5\r\n\r\nnginx")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nnginx")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nnginx")]
    public async Task A_page_that_failed_on_the_shard_is_told_in_our_words(string failure)
    {
        _house.Web.Faults.Garbage = Encoding.UTF8.GetBytes(failure);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/plenum");
        asked.Headers.Add("Accept", "text/html");
        asked.Headers.Add("Accept-Language", "de");
        var answer = await _house.Client.SendAsync(asked);

        answer.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        answer.Headers.RetryAfter.Should().NotBeNull();
        (await answer.Content.ReadAsStringAsync()).Should().Contain("Der Server dieses Treffens antwortet nicht.").And.NotContain("nginx");
        await ShouldWorkAgainAsync();
    }

    [Fact]
    public async Task Half_an_answer_is_not_passed_off_as_a_whole_one()
    {
        foreach (var server in _house.Servers)
            server.Faults.HalfAnswer = true;

        foreach (var surface in Surfaces)
        {
            var read = async () => await (await AskAsync(surface)).Content.ReadAsStringAsync();
            // Too late to say more than that it ended, or early enough for a sentence.
            try
            {
                (await read()).Should().Contain("urn:conference-gateway:problem:shard-silent");
            }
            catch (HttpRequestException)
            {
            }
        }

        await ShouldWorkAgainAsync();
    }

    [Fact]
    public async Task What_a_shard_has_no_say_in_is_dropped()
    {
        foreach (var server in _house.Servers)
            server.Faults.SetCookie = true;

        foreach (var surface in Surfaces)
        {
            var answer = await AskAsync(surface);
            var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join("; ", header.Value));
            headers.Keys.Should().NotContain([
                "Clear-Site-Data", "Service-Worker-Allowed", "Strict-Transport-Security", "Access-Control-Allow-Credentials", "X-Jitsi-Region", "Server"]);
            headers.GetValueOrDefault("Set-Cookie", "").Should().NotContain("lab-cookie").And.NotContain("ticket");
            headers.GetValueOrDefault("X-Jitsi-Shard").Should().Be(surface.StartsWith("POST", StringComparison.Ordinal) ? "alpha" : null);
        }

        using var socket = await _house.OpenAsync("/xmpp-websocket?room=plenum", options => options.AddSubProtocol("xmpp"));
        socket.HttpResponseHeaders!["X-Jitsi-Shard"].Should().Equal("alpha");
        socket.HttpResponseHeaders.Keys.Should().NotContain(["Set-Cookie", "Clear-Site-Data"]);
    }

    [Theory]
    [InlineData("/elsewhere?x=1#y", "/elsewhere?x=1#y")]
    [InlineData("http://meet.test/elsewhere", "http://meet.test/elsewhere")]
    [InlineData("{web}/elsewhere", "http://meet.test/elsewhere")]
    public async Task A_redirect_within_the_site_is_passed_on(string location, string expected)
    {
        _house.Web.Faults.Redirect = location.Replace("{web}/", _house.Web.Address.ToString(), StringComparison.Ordinal);

        var answer = await _house.Client.GetAsync("/plenum");

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.NonValidated["Location"].ToString().Should().Be(expected);
    }

    [Fact]
    public async Task A_shard_that_says_nothing_costs_a_client_that_gives_up_nothing_more()
    {
        foreach (var server in _house.Servers)
            server.Faults.Silent = true;
        using var given = new CancellationTokenSource();
        var asked = Surfaces.Select(surface => AskAsync(surface, given.Token)).ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _house.Web.Received.WaitForAsync(request => request.RawTarget.StartsWith("/static", StringComparison.Ordinal), limit.Token);
        await _house.Prosody.Received.WaitForAsync(request => request.RawPath == "/http-bind", limit.Token);
        await given.CancelAsync();

        foreach (var answer in asked)
        {
            var wait = async () => await answer;
            await wait.Should().ThrowAsync<OperationCanceledException>();
        }

        await ShouldWorkAgainAsync();
    }

    [Fact]
    public async Task A_shard_that_is_not_there_is_told_at_once()
    {
        await _house.Prosody.StopAsync();
        await (await AskAsync("POST /http-bind?room=plenum")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "shard-silent");
        await ShouldNotOpenAsync("/xmpp-websocket?room=plenum");
        (await AskAsync("/plenum")).StatusCode.Should().Be(HttpStatusCode.OK);
        await _house.Prosody.StartAgainAsync();

        await ShouldWorkAgainAsync();
    }

    [Fact]
    public async Task A_shard_that_dies_under_an_open_socket_closes_it()
    {
        using var socket = await _house.OpenAsync("/xmpp-websocket?room=plenum", options => options.AddSubProtocol("xmpp"));
        await socket.OpenStreamAsync();
        await _house.Prosody.StopAsync();

        var hear = async () =>
        {
            while (await socket.HearAsync() is not "")
            {
            }

            throw new WebSocketException("closed");
        };
        await hear.Should().ThrowAsync<WebSocketException>();
        await _house.Prosody.StartAgainAsync();
        await ShouldWorkAgainAsync();
    }

    private async Task ShouldWorkAgainAsync()
    {
        _house.Clear();
        foreach (var surface in Surfaces)
            ((int)(await AskAsync(surface)).StatusCode).Should().BeOneOf(200, 404);
        using var socket = await _house.OpenAsync("/xmpp-websocket?room=plenum", options => options.AddSubProtocol("xmpp"));
        (await socket.OpenStreamAsync()).Should().StartWith("<open");
        _house.Gateway.Get<ConnectionTable>().CountOf(new ShardId("alpha")).Should().BeGreaterThan(0);
    }

    private async Task ShouldNotOpenAsync(string target)
    {
        var open = async () => await _house.OpenAsync(target, options => options.AddSubProtocol("xmpp"));
        // A 101 without its key is passed on: the client has made the key, and refuses.
        (await open.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().ContainAny("'502'", "Sec-WebSocket-Accept");
    }

    private Task<HttpResponseMessage> AskAsync(string surface, CancellationToken cancel = default)
    {
        if (!surface.StartsWith("POST ", StringComparison.Ordinal))
            return _house.Client.GetAsync(surface, cancel);
        var target = surface["POST ".Length..];
        return _house.Client.PostAsync(target, target.StartsWith("/conf", StringComparison.Ordinal) ? Answers.Conference("plenum") : Answers.Bosh(), cancel);
    }
}
