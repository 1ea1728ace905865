using System.Net;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>The surface of a Jitsi, request by request: who is asked, and with what.</summary>
public sealed class ForwardingTests : IClassFixture<SurfaceFixture>
{
    private readonly SurfaceFixture _house;

    public ForwardingTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    [Theory]
    // Pages.
    [InlineData("/plenum", "/plenum")]
    [InlineData("/plenum?release=1234", "/plenum?release=1234")]
    [InlineData("/plenum?a=1&release=1234&jwt=x&token=y", "/plenum?release=1234")]
    [InlineData("/plenum?release=12/34", "/plenum")]
    [InlineData("/acme/plenum", "/acme/plenum")]
    [InlineData("/gr%C3%B6%C3%9Fe%20raum", "/gr%C3%B6%C3%9Fe%20raum")]
    [InlineData("/%D0%B0%D0%BA%D0%BC%D0%B5/%D1%82%D0%B5%D1%81%D1%82", "/%D0%B0%D0%BA%D0%BC%D0%B5/%D1%82%D0%B5%D1%81%D1%82")]
    // Configuration.
    [InlineData("/config.js", "/config.js")]
    [InlineData("/config.js?v=1", "/config.js")]
    [InlineData("/config.js?room=plenum", "/config.js?room=plenum")]
    [InlineData("/config.js?release=77&room=gr%C3%B6%C3%9Fe+raum", "/config.js?room=gr%C3%B6%C3%9Fe%20raum&release=77")]
    [InlineData("/config.js?room=%25d1%2582%25d0%25b5%25d1%2581%25d1%2582", "/config.js?room=%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("/acme/config.js?room=plenum&release=77", "/acme/config.js?room=plenum&release=77")]
    [InlineData("/ACME/config.js", "/acme/config.js")]
    // Files.
    [InlineData("/interface_config.js?v=3", "/interface_config.js?v=3")]
    [InlineData("/external_api.js", "/external_api.js")]
    [InlineData("/libs/app.bundle.min.js?v=8319", "/libs/app.bundle.min.js?v=8319")]
    [InlineData("/css/all.css", "/css/all.css")]
    [InlineData("/static/dialInInfo.html?room=plenum&token=x&a=b", "/static/dialInInfo.html?room=plenum&a=b")]
    [InlineData("/static/close.html?jwt=x", "/static/close.html")]
    [InlineData("/images/watermark.svg", "/images/watermark.svg")]
    [InlineData("/img/a.png", "/img/a.png")]
    [InlineData("/fonts/jitsi.woff2", "/fonts/jitsi.woff2")]
    [InlineData("/lang/main-de.json", "/lang/main-de.json")]
    [InlineData("/sounds/joined.opus", "/sounds/joined.opus")]
    [InlineData("/connection_optimization/connection_optimization.html", "/connection_optimization/connection_optimization.html")]
    [InlineData("/.well-known/apple-app-site-association", "/.well-known/apple-app-site-association")]
    [InlineData("/transcripts/one.txt", "/transcripts/one.txt")]
    [InlineData("/manifest.json", "/manifest.json")]
    [InlineData("/pwa-worker.js", "/pwa-worker.js")]
    [InlineData("/favicon.ico", "/favicon.ico")]
    [InlineData("/robots.txt", "/robots.txt")]
    [InlineData("/apple-app-site-association", "/apple-app-site-association")]
    [InlineData("/acme/interface_config.js", "/interface_config.js")]
    [InlineData("/acme/external_api.js", "/external_api.js")]
    [InlineData("/acme/libs/lib-jitsi-meet.min.js?v=1", "/libs/lib-jitsi-meet.min.js?v=1")]
    [InlineData("/acme/css/all.css", "/css/all.css")]
    [InlineData("/acme/images/watermark.svg", "/images/watermark.svg")]
    [InlineData("/acme/manifest.json", "/manifest.json")]
    // Neighbours of the meeting.
    [InlineData("/etherpad/", "/etherpad/")]
    [InlineData("/etherpad/p/9f2c?showChat=false&token=x", "/etherpad/p/9f2c?showChat=false")]
    [InlineData("/socket.io/?EIO=4&transport=polling&jwt=x", "/socket.io/?EIO=4&transport=polling")]
    public async Task A_page_and_what_it_loads_come_from_the_web_server(string target, string expected)
    {
        await _house.Client.GetAsync(target);

        var request = _house.Single('W');
        request.Method.Should().Be("GET");
        request.RawTarget.Should().Be(expected);
        SurfaceFixture.ShouldBeRebuilt(request);
        request.Header("Cookie").Should().BeNull();
    }

    [Theory]
    [InlineData("/plenum")]
    [InlineData("/config.js?room=plenum")]
    [InlineData("/static/close.html")]
    public async Task A_HEAD_stays_a_HEAD(string target)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Head, target);
        var answer = await _house.Client.SendAsync(asked);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        _house.Single('W').Method.Should().Be("HEAD");
    }

    [Theory]
    [InlineData("/xmpp-websocket?room=plenum", "/xmpp-websocket?room=plenum")]
    [InlineData("/xmpp-websocket?previd=b-1_2&room=plenum&vnode=v1", "/xmpp-websocket?room=plenum&previd=b-1_2&vnode=v1")]
    [InlineData("/xmpp-websocket?room=plenum&previd=a%26prefix=b", "/xmpp-websocket?room=plenum")]
    [InlineData("/xmpp-websocket?room=plenum&prefix=other&customusername=x", "/xmpp-websocket?room=plenum")]
    [InlineData("/xmpp-websocket?room=%D1%82%D0%B5%D1%81%D1%82", "/xmpp-websocket?room=%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("/xmpp-websocket?room=%25d1%2582%25d0%25b5%25d1%2581%25d1%2582", "/xmpp-websocket?room=%D1%82%D0%B5%D1%81%D1%82")]
    [InlineData("/acme/xmpp-websocket?room=plenum&prefix=other", "/xmpp-websocket?room=plenum&prefix=acme")]
    public async Task A_socket_goes_to_Prosody(string target, string expected)
    {
        using var socket = await _house.OpenAsync(target, options =>
        {
            options.AddSubProtocol("xmpp");
            options.SetRequestHeader("Origin", "http://meet.test");
        });

        socket.SubProtocol.Should().Be("xmpp");
        socket.HttpStatusCode.Should().Be(HttpStatusCode.SwitchingProtocols);
        socket.HttpResponseHeaders!["X-Jitsi-Shard"].Should().Equal("alpha");
        (await socket.OpenStreamAsync()).Should().StartWith("<open");
        var request = _house.Single('P');
        request.RawTarget.Should().Be(expected);
        request.Header("Upgrade").Should().Be("websocket");
        request.Header("Origin").Should().Be("http://meet.test");
        SurfaceFixture.ShouldBeRebuilt(request);
    }

    [Theory]
    [InlineData("/http-bind?room=plenum", "/http-bind?room=plenum")]
    [InlineData("/acme/http-bind?room=plenum&prefix=other", "/http-bind?room=plenum&prefix=acme")]
    public async Task A_long_poll_goes_to_Prosody(string target, string expected)
    {
        var answer = await _house.Client.PostAsync(target, Answers.Bosh());

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Shard().Should().Be("alpha");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("sid=");
        var request = _house.Single('P');
        request.Method.Should().Be("POST");
        request.RawTarget.Should().Be(expected);
        request.BodyText.Should().Be(Answers.BoshBody);
        SurfaceFixture.ShouldBeRebuilt(request);
    }

    [Theory]
    [InlineData("/conference-request/v1?room=plenum", "plenum", "conference.meet.test", "/conference-request/v1?room=plenum")]
    [InlineData("/conference-request/v1?room=gr%C3%B6%C3%9Fe+raum", "gr%c3%b6%c3%9fe%20raum", "conference.meet.test", "/conference-request/v1?room=gr%C3%B6%C3%9Fe%20raum")]
    [InlineData("/acme/conference-request/v1?room=plenum", "plenum", "conference.acme.meet.test", "/conference-request/v1?room=plenum&prefix=acme")]
    public async Task A_conference_request_goes_to_Jicofo(string target, string room, string domain, string expected)
    {
        using var body = Answers.Conference(room, domain);
        var sent = await body.ReadAsStringAsync();
        var answer = await _house.Client.PostAsync(target, body);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Shard().Should().Be("alpha");
        var request = _house.Single('J');
        request.RawTarget.Should().Be(expected);
        request.BodyText.Should().Be(sent);
        SurfaceFixture.ShouldBeRebuilt(request);
    }

    [Theory]
    [InlineData("bad-request", "plenum", """{"room":"other@conference.meet.test"}""")]
    [InlineData("bad-request", "plenum", """{"room":"plenum@conference.meet.test","room":"other@conference.meet.test"}""")]
    [InlineData("bad-request", "plenum", """{"room":"other@conference.meet.test","ro\u006fm":"plenum@conference.meet.test"}""")]
    [InlineData("bad-request", "plenum", """{"room":"plenum@conference.acme.meet.test"}""")]
    [InlineData("bad-request", "plenum", """{"room":"PLENUM@conference.meet.test"}""")]
    [InlineData("bad-request", "plenum", """{"room":"plenum@conference.meet.test/nick"}""")]
    [InlineData("bad-request", "plenum", """{"room":"plenum"}""")]
    [InlineData("bad-request", "plenum", """{"room":["plenum@conference.meet.test"]}""")]
    [InlineData("bad-request", "plenum", """{"room":null}""")]
    [InlineData("bad-request", "plenum", """{"deep":{"room":"plenum@conference.meet.test"}}""")]
    [InlineData("bad-request", "plenum", """["plenum@conference.meet.test"]""")]
    [InlineData("bad-request", "plenum", """{"room":"plenum@conference.meet.test"} {"room":"other@conference.meet.test"}""")]
    [InlineData("bad-request", "plenum", "room=plenum")]
    [InlineData("bad-request", "plenum", "")]
    [InlineData("bad-request", "", """{"room":"plenum@conference.meet.test"}""")]
    [InlineData("bad-request", "plenum&room=plenum", """{"room":"plenum@conference.meet.test"}""")]
    public async Task A_conference_request_must_name_the_room_of_its_address(string problem, string room, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await _house.Client.PostAsync(room.Length == 0 ? "/conference-request/v1" : "/conference-request/v1?room=" + room, content);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, problem);
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("plenum", "conference.meet.test")]
    [InlineData("plenum", "conference.other.meet.test")]
    [InlineData("plenum", "conference.acme.other.meet.test")]
    public async Task A_conference_request_must_name_the_tenant_of_its_address(string room, string domain)
    {
        var answer = await _house.Client.PostAsync("/acme/conference-request/v1?room=plenum", Answers.Conference(room, domain));

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conference_request_has_a_greatest_length(bool isChunked)
    {
        var body = """{"room":"plenum@conference.meet.test","x":" """ + new string('x', 64 * 1024) + "\"}";
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/conference-request/v1?room=plenum");
        asked.Content = new StringContent(body, Encoding.UTF8, "application/json");
        asked.Headers.TransferEncodingChunked = isChunked;
        var answer = await _house.Client.SendAsync(asked);

        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "payload-too-large");
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("application/json; charset=Shift_JIS")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/plain")]
    public async Task Jicofo_reads_the_body_as_the_gateway_has_read_it(string type)
    {
        using var body = new ByteArrayContent("""{"room":"plenum@conference.meet.test"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        body.Headers.TryAddWithoutValidation("Content-Encoding", "br");
        await _house.Client.PostAsync("/conference-request/v1?room=plenum", body);

        var request = _house.Single('J');
        request.Header("Content-Type").Should().Be("application/json");
        request.Header("Content-Encoding").Should().BeNull();
    }

    [Theory]
    [InlineData("/colibri-ws/bridge-1/conf/endpoint?pwd=abc.%2F+1", "/colibri-ws/bridge-1/conf/endpoint?pwd=abc.%2F+1")]
    [InlineData("/colibri-relay-ws/bridge-1/conf/relay?pwd=s3cr3t", "/colibri-relay-ws/bridge-1/conf/relay?pwd=s3cr3t")]
    public async Task A_bridges_socket_goes_to_the_bridge_with_that_server_id(string target, string expected)
    {
        using var socket = await _house.OpenAsync(target);

        (await socket.AskAsync("hello")).Should().Be("hello");
        socket.HttpResponseHeaders!.Keys.Should().NotContain("X-Jitsi-Shard");
        var request = _house.Single('B');
        request.RawTarget.Should().Be(expected);
        SurfaceFixture.ShouldBeRebuilt(request, _house.Bridge.Address.Authority);
    }

    [Theory]
    [InlineData("/colibri-ws/bridge-2/conf/endpoint?pwd=x", HttpStatusCode.NotFound)]
    [InlineData("/colibri-ws/BRIDGE-1/conf/endpoint?pwd=x", HttpStatusCode.NotFound)]
    [InlineData("/acme/colibri-ws/bridge-1/conf/endpoint?pwd=x", HttpStatusCode.NotFound)]
    [InlineData("/colibri-ws/bridge-1/conf/endpoint", HttpStatusCode.BadRequest)]
    [InlineData("/colibri-ws/bridge-1/conf/endpoint?pwd=x&token=y", HttpStatusCode.BadRequest)]
    [InlineData("/colibri-ws/bridge-1/conf/endpoint?a=b&pwd=x", HttpStatusCode.BadRequest)]
    [InlineData("/colibri-ws/bridge-1/conf?pwd=x", HttpStatusCode.BadRequest)]
    [InlineData("/colibri-ws/bridge-1/conf/endpoint/more?pwd=x", HttpStatusCode.BadRequest)]
    [InlineData("/colibri-ws/bridge-1/conf//endpoint?pwd=x", HttpStatusCode.BadRequest)]
    public async Task Another_bridges_socket_goes_nowhere(string target, HttpStatusCode status)
    {
        var open = async () => await _house.OpenAsync(target);

        (await open.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain($"'{(int)status}'");
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("/etherpad/socket.io/?EIO=4&transport=websocket&token=x", "/etherpad/socket.io/?EIO=4&transport=websocket")]
    [InlineData("/socket.io/?EIO=4&transport=websocket", "/socket.io/?EIO=4&transport=websocket")]
    public async Task Etherpad_and_whiteboard_have_sockets_too(string target, string expected)
    {
        using var socket = await _house.OpenAsync(target);

        (await socket.AskAsync("hello")).Should().Be("hello");
        var request = _house.Single('W');
        request.RawTarget.Should().Be(expected);
        SurfaceFixture.ShouldBeRebuilt(request);
    }

    [Fact]
    public async Task The_whiteboard_polls_with_a_body()
    {
        var answer = await _house.Client.PostAsync("/socket.io/?EIO=4&sid=1", new StringContent("40"));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        _house.Single('W').BodyText.Should().Be("40");
    }

    [Fact]
    public async Task Etherpad_gets_its_own_cookies_and_sets_them_for_its_own_path()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/etherpad/p/1");
        asked.Headers.Add("Cookie", "shard=alpha; express_sid=s%3A1; __Host-ticket=t; sessionID=2; check=x; language=de");
        _house.Web.Faults.Garbage = "HTTP/1.1 200 OK\r\nSet-Cookie: express_sid=2; Path=/; Domain=meet.test; HttpOnly\r\nSet-Cookie: shard=other; Path=/etherpad/\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
        var answer = await _house.Client.SendAsync(asked);

        _house.Single('W').Header("Cookie").Should().Be("express_sid=s%3A1; sessionID=2; language=de");
        answer.Headers.GetValues("Set-Cookie").Should().Equal("express_sid=2; HttpOnly; Path=/etherpad/");
    }

    [Theory]
    [InlineData("/xmpp-websocket?room=")]
    [InlineData("/http-bind?room=")]
    [InlineData("/_unlock?room=")]
    [InlineData("/acme/xmpp-websocket?room=")]
    [InlineData("/acme/_unlock?room=")]
    public async Task A_keep_alive_is_answered_here_and_names_the_shard_of_a_room_that_lives(string target)
    {
        var room = "keep-" + target.Length;
        var before = await _house.Client.GetAsync(target + room);
        await _house.Client.PostAsync($"{(target.StartsWith("/acme", StringComparison.Ordinal) ? "/acme" : "")}/http-bind?room={room}", Answers.Bosh());
        _house.Clear();
        var after = await _house.Client.GetAsync(target + room);

        before.StatusCode.Should().Be(HttpStatusCode.OK);
        before.Shard().Should().BeNull();
        after.StatusCode.Should().Be(HttpStatusCode.OK);
        after.Shard().Should().Be("alpha");
        after.Headers.CacheControl!.NoStore.Should().BeTrue();
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("/xmpp-websocket")]
    [InlineData("/http-bind")]
    [InlineData("/_unlock")]
    public async Task A_keep_alive_without_a_room_is_answered_too(string target)
    {
        var answer = await _house.Client.GetAsync(target);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Shard().Should().BeNull();
        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("PUT", "/plenum")]
    [InlineData("DELETE", "/config.js")]
    [InlineData("POST", "/static/x.js")]
    [InlineData("POST", "/xmpp-websocket?room=plenum")]
    [InlineData("GET", "/conference-request/v1?room=plenum")]
    [InlineData("PATCH", "/http-bind?room=plenum")]
    [InlineData("POST", "/_unlock")]
    [InlineData("TRACE", "/static/x.js")]
    [InlineData("OPTIONS", "/etherpad/")]
    [InlineData("PROPFIND", "/plenum")]
    public async Task Another_method_is_refused(string method, string target)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(method), target);
        var answer = await _house.Client.SendAsync(asked);

        await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        answer.Content.Headers.Allow.Should().NotBeEmpty();
        _house.Received().Should().BeEmpty();
    }
}
