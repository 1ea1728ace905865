using System.Net;
using System.Net.WebSockets;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>What is not listed, and every reserved name, is nobody's page and reaches nobody.</summary>
public sealed class ReservedTests : IClassFixture<SurfaceFixture>
{
    // Written out here once more: a name that disappears from the program's list must fail.
    private static readonly string[] Names =
    [
        "room", "room-size", "room-census", "room-info", "room-password", "sessions", "end-meeting", "kick-participant",
        "invite-jigasi", "send-system-chat-message", "turn-credentials", "metrics", "stats", "debug", "pin",
        "move-endpoints", "rtcstats", "colibri", "about", "_health", "_api", "v1", "rtcstats-ws", "rtc-visualizer", "conference-request",
        "colibri-ws", "colibri-relay-ws", "libs", "css", "static", "images", "img", "fonts", "lang", "sounds",
        "connection_optimization", ".well-known", "transcripts", "-", "*", "close.html", "close2.html", "dialininfo.html",
        "assetlinks.json", "__jicofo-health-check-1",
    ];

    // Answered without a shard, or by it, as they stand; in any other spelling they are reserved.
    private static readonly string[] Files =
    [
        "http-bind", "xmpp-websocket", "_unlock", "config.js", "interface_config.js", "external_api.js", "pwa-worker.js",
        "manifest.json", "favicon.ico", "robots.txt", "apple-app-site-association", "etherpad", "socket.io",
    ];

    // What stands below them is another matter.
    private static readonly string[] Folders =
    [
        "libs", "css", "static", "images", "img", "fonts", "lang", "sounds", "connection_optimization", ".well-known",
        "transcripts", "colibri-ws", "colibri-relay-ws", "etherpad", "socket.io", "-",
    ];

    private readonly SurfaceFixture _house;

    public ReservedTests(SurfaceFixture house)
    {
        _house = house;
        house.Clear();
    }

    public static TheoryData<string> AllNames() => [.. Names, .. Files];

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task A_reserved_name_is_no_page(string name)
    {
        var targets = new List<string> { $"/{Escaped(name)}", $"/acme/{Escaped(name)}", $"/{Escaped(name)}/plenum", $"/{Escaped(name)}/config.js?room=plenum" };
        if (Names.Contains(name))
            targets.AddRange([$"/{name}", $"/{name}/", $"/{name}?room=plenum&domain=meet.test", $"/acme/{name}"]);
        if (!Folders.Contains(name))
            targets.AddRange([$"/{name}/plenum", $"/{name}/config.js", $"/{name}/static/x.js"]);
        if (Upper(name) is { } upper)
            targets.AddRange([$"/{upper}", $"/{upper}/plenum", $"/acme/{upper}", $"/{upper}/config.js"]);
        foreach (var target in targets)
        {
            var (status, answer) = await RawConnection.GetAsync(_house.Gateway, target);
            // Jitsi's client deletes an asterisk; what is left has no name.
            status.Should().Be(name == "*" && target.Contains('*') ? 400 : 404, answer);
        }

        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task A_reserved_name_is_no_room_of_a_signal(string name)
    {
        foreach (var room in new[] { name, Escaped(name), Upper(name) ?? name })
        {
            await Refused(await _house.Client.PostAsync($"/http-bind?room={room}", Answers.Bosh()));
            if (!Folders.Contains(name))
                await Refused(await _house.Client.PostAsync($"/{room}/http-bind?room=plenum", Answers.Bosh()));
            await Refused(await _house.Client.PostAsync($"/conference-request/v1?room={room}", Answers.Conference(name)));
            await Refused(await _house.Client.GetAsync($"/config.js?room={room}"));
            await Refused(await _house.Client.GetAsync($"/_unlock?room={room}"));
            var open = async () => await _house.OpenAsync($"/xmpp-websocket?room={room}");
            await open.Should().ThrowAsync<WebSocketException>();
        }

        _house.Received().Should().BeEmpty();
        return;

        // In capitals no client of Jitsi's sends it, which is told apart from a reserved name, and refused as well.
        static async Task Refused(HttpResponseMessage answer) =>
            ((int)answer.StatusCode).Should().BeOneOf([404, 400], await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/a/b/c")]
    [InlineData("/a/b/c/")]
    [InlineData("/libs")]
    [InlineData("/libs/")]
    [InlineData("/acme/libs/")]
    [InlineData("/http-bind/")]
    [InlineData("/http-bind/x")]
    [InlineData("/xmpp-websocket/x?room=plenum")]
    [InlineData("/conference-request/v2?room=plenum")]
    [InlineData("/conference-request/v1/?room=plenum")]
    [InlineData("/acme/etherpad/p/1")]
    [InlineData("/acme/socket.io/")]
    [InlineData("/acme/colibri-ws/bridge-1/a/b?pwd=x")]
    [InlineData("/acme/beta/http-bind?room=plenum")]
    [InlineData("/_api/room-info?room=plenum")]
    [InlineData("/_api/public/x")]
    [InlineData("/acme/_api/room-info?room=plenum")]
    [InlineData("/about/health")]
    [InlineData("/colibri/stats")]
    [InlineData("/colibri/v2/conferences/")]
    [InlineData("/debug/stats/jvb/x")]
    [InlineData("/move-endpoints/move-fraction?bridge=x")]
    [InlineData("/v1/_cdn/x/libs/y.js")]
    [InlineData("/-")]
    [InlineData("/-/nothing")]
    [InlineData("/-/../room-census")]
    [InlineData("/static/%2e%2e/room-census")]
    [InlineData("/static/a%2Fb")]
    [InlineData("/static/a%5Cb")]
    [InlineData("/static/a%00b")]
    [InlineData("/static/a;b")]
    [InlineData("/static/a%3Bb")]
    [InlineData("/static/a%2525b")]
    [InlineData("/static/%C3%A9")]
    [InlineData("/static//x.js")]
    [InlineData("/static/a\\b")]
    [InlineData("/static/a|b")]
    [InlineData("//static/x.js")]
    [InlineData("/config.js/")]
    [InlineData("/config.js;x")]
    [InlineData("/colibri-ws/bridge%2D1/a/b?pwd=x")]
    public async Task What_is_not_listed_reaches_nobody(string target)
    {
        foreach (var method in new[] { "GET", "POST" })
        {
            var (status, _) = await RawConnection.GetAsync(_house.Gateway, target, method);
            status.Should().BeOneOf(400, 404, 426);
        }

        _house.Received().Should().BeEmpty();
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("meet.test.evil.test")]
    [InlineData("meet.test:81")]
    [InlineData("evil.test")]
    public async Task Another_host_is_told_where_to_go(string host)
    {
        foreach (var target in new[] { "/plenum", "/config.js", "/", "/http-bind?room=plenum" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, target);
            asked.Headers.Host = host;
            await (await _house.Client.SendAsync(asked)).ShouldBeProblemAsync(HttpStatusCode.MisdirectedRequest, "wrong-host");
        }

        _house.Received().Should().BeEmpty();
    }

    [Fact]
    public async Task The_portal_has_no_rooms()
    {
        using var portal = _house.Gateway.CreateClient("http://portal.test");
        foreach (var target in new[] { "/plenum", "/config.js", "/http-bind?room=plenum", "/static/x.js", "/xmpp-websocket?room=plenum" })
            (await portal.GetAsync(target)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        _house.Received().Should().BeEmpty();
    }

    /// <summary>The name in capitals, or null where that is the same.</summary>
    private static string? Upper(string name) => name.ToUpperInvariant() is var upper && upper != name ? upper : null;

    /// <summary>The name with its last character percent-encoded; a dot stays, for an encoded one is refused as such.</summary>
    private static string Escaped(string name) => $"{name[..^1]}%{(int)name[^1]:X2}";
}
