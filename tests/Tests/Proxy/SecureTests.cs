using System.Net;
using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>The same surface over HTTP/2, which browsers speak with TLS only.</summary>
public sealed class SecureTests : IAsyncLifetime
{
    private LabShard _shard = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha", ServerIds = ["bridge-1"] });
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { IsSecure = true, Settings = new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1" } }, _shard);
        _client = _gateway.CreateClient(TestGateway.SecureMeetingUrl);
        _client.DefaultRequestVersion = HttpVersion.Version20;
        _client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        _shard.Received.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Fact]
    public async Task A_page_sets_a_cookie_that_only_this_host_and_TLS_get()
    {
        var answer = await _client.GetAsync("/plenum");

        answer.Version.Should().Be(HttpVersion.Version20);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("Set-Cookie").Should().Equal("__Host-shard=alpha; Path=/; HttpOnly; SameSite=Lax; Secure");
        var request = _shard.Received.To("/plenum").Should().ContainSingle().Which;
        request.Header("X-Forwarded-Proto").Should().Be("https");
        request.Header("Host").Should().Be("meet.test");
    }

    [Fact]
    public async Task Another_spelling_is_sent_to_the_secure_address()
    {
        var answer = await _client.GetAsync("/PLENUM");

        answer.Headers.Location.Should().Be(new Uri("https://meet.test/plenum"));
    }

    [Fact]
    public async Task A_long_poll_and_a_conference_request_work_over_HTTP_2()
    {
        var poll = await _client.PostAsync("/http-bind?room=plenum", Answers.Bosh());
        var request = await _client.PostAsync("/conference-request/v1?room=plenum", Answers.Conference("plenum"));

        poll.StatusCode.Should().Be(HttpStatusCode.OK);
        poll.Shard().Should().Be("alpha");
        request.StatusCode.Should().Be(HttpStatusCode.OK);
        request.Shard().Should().Be("alpha");
    }

    [Theory]
    [InlineData("/xmpp-websocket?room=plenum", "/xmpp-websocket?room=plenum")]
    [InlineData("/acme/xmpp-websocket?room=plenum&token=stolen", "/xmpp-websocket?room=plenum&prefix=acme")]
    public async Task A_socket_opens_by_extended_CONNECT(string target, string expected)
    {
        using var socket = await OpenAsync(target, options =>
        {
            options.AddSubProtocol("xmpp");
            options.SetRequestHeader("Cookie", "__Host-shard=alpha; __Host-check=stolen");
            options.SetRequestHeader("Authorization", "Bearer stolen");
        });

        socket.HttpStatusCode.Should().Be(HttpStatusCode.OK);
        socket.HttpResponseHeaders!["X-Jitsi-Shard"].Should().Equal("alpha");
        socket.SubProtocol.Should().Be("xmpp");
        (await socket.OpenStreamAsync()).Should().StartWith("<open");
        var request = _shard.Received.To("/xmpp-websocket").Should().ContainSingle().Which;
        request.Method.Should().Be("GET");
        request.RawTarget.Should().Be(expected);
        request.Header("Upgrade").Should().Be("websocket");
        request.ToString().Should().NotContain("stolen");
        _gateway.Get<ConnectionTable>().CountOf(new ShardId("alpha")).Should().Be(1);
    }

    [Fact]
    public async Task A_bridges_socket_opens_by_extended_CONNECT()
    {
        using var socket = await OpenAsync("/colibri-ws/bridge-1/conf/endpoint?pwd=x");

        (await socket.AskAsync("hello")).Should().Be("hello");
        _shard.Received.All.Should().Contain(request => request.RawTarget == "/colibri-ws/bridge-1/conf/endpoint?pwd=x");
    }

    [Theory]
    [InlineData("/xmpp-websocket", "")]
    [InlineData("/xmpp-websocket?room=a&room=b", "")]
    [InlineData("/xmpp-websocket?room=metrics", "")]
    [InlineData("/plenum", "")]
    [InlineData("/config.js", "")]
    [InlineData("/http-bind?room=plenum", "")]
    [InlineData("/xmpp-websocket?room=plenum", "99")]
    [InlineData("/xmpp-websocket?room=plenum", "8, 13")]
    public async Task A_CONNECT_that_is_not_whole_reaches_nobody(string target, string version)
    {
        var open = async () => await OpenAsync(target, options =>
        {
            if (version.Length > 0)
                options.SetRequestHeader("Sec-WebSocket-Version", version);
        });

        await open.Should().ThrowAsync<WebSocketException>();
        _shard.Received.Where(request => request.Header("X-Forwarded-For") is not null).Should().BeEmpty();
    }

    [Fact]
    public async Task A_CONNECT_with_a_key_of_its_own_gets_a_proper_one_upstream()
    {
        using var socket = await OpenAsync("/xmpp-websocket?room=plenum", options =>
        {
            options.AddSubProtocol("xmpp");
            options.SetRequestHeader("Sec-WebSocket-Key", "nonsense");
        });

        (await socket.OpenStreamAsync()).Should().StartWith("<open");
    }

    [Fact]
    public async Task HTTP_1_1_works_beside_it_with_TLS_and_behind_a_proxy_that_ends_TLS()
    {
        _client.DefaultRequestVersion = HttpVersion.Version11;
        using var plain = _gateway.CreateClient();

        (await _client.GetAsync("/plenum")).StatusCode.Should().Be(HttpStatusCode.OK);
        plain.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var behind = await plain.GetAsync("/plenum");

        behind.Headers.GetValues("Set-Cookie").Single().Should().StartWith("__Host-shard=alpha;").And.EndWith("Secure");
        _shard.Received.To("/plenum").Should().AllSatisfy(request => request.Header("X-Forwarded-Proto").Should().Be("https"));
    }

    private async Task<ClientWebSocket> OpenAsync(string target, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        try
        {
            await socket.ConnectAsync(new Uri("wss://meet.test" + target), _client, CancellationToken.None);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
