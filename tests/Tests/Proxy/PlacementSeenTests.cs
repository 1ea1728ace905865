using System.Net;
using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>Two shards, seen from outside: who meets whom, and where the files of a page come from.</summary>
public sealed class PlacementSeenTests : IAsyncLifetime
{
    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync(["alpha", "beta"]);
        _gateway = await TestGateway.StartAsync(_lab.Shards);
        _client = _gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData("socket", "socket")]
    [InlineData("socket", "poll")]
    [InlineData("poll", "socket")]
    [InlineData("poll", "poll")]
    [InlineData("page", "socket")]
    [InlineData("request", "poll")]
    [InlineData("config", "socket")]
    public async Task Two_members_of_a_room_meet_on_one_shard(string first, string second)
    {
        foreach (var room in new[] { "one", "two", "three", "four" })
        {
            var shards = new List<string> { await ShardOfAsync(first, room), await ShardOfAsync(second, room), await ShardOfAsync("keep", room) };
            shards.Distinct().Should().ContainSingle(room);
        }

        _lab["alpha"].Received.Where(IsSignal).Should().NotBeEmpty();
        _lab["beta"].Received.Where(IsSignal).Should().NotBeEmpty();
        foreach (var room in new[] { "one", "two", "three", "four" })
            _lab.Shards.Count(shard => shard.Received.Where(request => IsSignal(request) && request.RawQuery == "room=" + room).Count > 0).Should().Be(1);
    }

    [Fact]
    public async Task Every_spelling_of_a_room_meets_on_one_shard_and_its_tenants_are_others()
    {
        var shards = new List<string?>();
        foreach (var room in new[] { "%D1%82%D0%B5%D1%81%D1%82", "%d1%82%d0%b5%d1%81%d1%82", "%25d1%2582%25d0%25b5%25d1%2581%25d1%2582" })
            shards.Add((await _client.PostAsync("/http-bind?room=" + room, Answers.Bosh())).Shard());
        var tenant = (await _client.PostAsync("/acme/http-bind?room=%D1%82%D0%B5%D1%81%D1%82", Answers.Bosh())).Shard();

        shards.Distinct().Should().ContainSingle().Which.Should().NotBeNull().And.NotBe(tenant);
    }

    [Fact]
    public async Task Files_come_from_the_shard_of_the_page_that_asks()
    {
        foreach (var room in new[] { "one", "two", "three" })
        {
            var page = await _client.GetAsync("/" + room);
            var shard = page.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];

            (await FileAsync("Referer", $"http://meet.test/{room}")).Should().Be((shard, false));
            (await FileAsync("Referer", $"http://meet.test/{room.ToUpperInvariant()}?x=1")).Should().Be((shard, false));
            (await FileAsync("Cookie", $"a=b; shard={shard}")).Should().Be((shard, false));
        }
    }

    [Theory]
    [InlineData("X-Nothing", "x")]
    [InlineData("Cookie", "shard=nobody")]
    [InlineData("Cookie", "shard=ALPHA")]
    [InlineData("Referer", "http://meet.test/")]
    [InlineData("Referer", "http://meet.test/room-census")]
    [InlineData("Referer", "http://evil.test/one")]
    [InlineData("Referer", "http://meet.test.evil.test/one")]
    [InlineData("Referer", "nonsense")]
    public async Task A_guess_between_two_shards_is_not_kept(string header, string value)
    {
        var (_, isGuess) = await FileAsync(header, value);

        isGuess.Should().BeTrue();
    }

    [Fact]
    public async Task With_one_shard_there_is_nothing_to_guess()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "only" });
        await using var gateway = await TestGateway.StartAsync(shard);
        using var client = gateway.CreateClient();

        var answer = await client.GetAsync("/css/lab.css?v=1");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().Should().Contain("immutable");
    }

    [Fact]
    public async Task A_shard_that_announces_no_name_is_never_named()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "only" });
        shard.Faults.SetCookie = true;
        await using var gateway = await TestGateway.StartAsync(
            new TestGatewayOptions { Settings = new Dictionary<string, string?> { ["Fleet:Shards:0:AnnouncedName"] = null } }, shard);
        using var client = gateway.CreateClient();

        (await client.PostAsync("/http-bind?room=one", Answers.Bosh())).Shard().Should().BeNull();
        (await client.PostAsync("/conference-request/v1?room=one", Answers.Conference("one"))).Shard().Should().BeNull();
        (await client.GetAsync("/_unlock?room=one")).Shard().Should().BeNull();
        (await client.GetAsync("/one")).Shard().Should().BeNull();
        using var socket = await OpenAsync(gateway, "one");
        socket.HttpResponseHeaders!.Keys.Should().NotContain("X-Jitsi-Shard");
    }

    private static bool IsSignal(LabRequest request) =>
        request.RawPath is "/xmpp-websocket" or "/conference-request/v1" || request is { RawPath: "/http-bind", Method: "POST" };

    private async Task<(string Shard, bool IsGuess)> FileAsync(string header, string value)
    {
        foreach (var shard in _lab.Shards)
            shard.Received.Clear();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/css/lab.css?v=1");
        asked.Headers.TryAddWithoutValidation(header, value);
        var answer = await _client.SendAsync(asked);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (_lab.Shards.Single(shard => shard.Received.To("/css/lab.css").Count > 0).Name, answer.Headers.CacheControl!.NoStore);
    }

    private async Task<string> ShardOfAsync(string way, string room)
    {
        switch (way)
        {
            case "socket":
                using (var socket = await OpenAsync(_gateway, room))
                    return socket.HttpResponseHeaders!["X-Jitsi-Shard"].Single();
            case "poll":
                return (await _client.PostAsync("/http-bind?room=" + room, Answers.Bosh())).Shard()!;
            case "request":
                return (await _client.PostAsync("/conference-request/v1?room=" + room, Answers.Conference(room))).Shard()!;
            case "keep":
                return (await _client.GetAsync("/xmpp-websocket?room=" + room)).Shard()!;
            case "page":
                return (await _client.GetAsync("/" + room)).Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];
            default:
                await _client.GetAsync("/config.js?room=" + room);
                return _lab.Shards.Single(shard => shard.Received.Where(request => request.RawTarget == "/config.js?room=" + room).Count > 0).Name;
        }
    }

    private static async Task<ClientWebSocket> OpenAsync(TestGateway gateway, string room)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("xmpp");
        using var invoker = new HttpMessageInvoker(gateway.CreateHandler());
        await socket.ConnectAsync(new Uri("ws://meet.test/xmpp-websocket?room=" + room), invoker, CancellationToken.None);
        return socket;
    }
}
