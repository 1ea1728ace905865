using System.Net;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Lab;

public sealed class LabShardTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private LabShard _shard = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "Köln <1>", ServerIds = ["b1"] }, Cancel);
        _http.BaseAddress = _shard.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _shard.DisposeAsync();
    }

    [Theory]
    [InlineData("/Vorstand")]
    [InlineData("/nord/Vorstand")]
    [InlineData("/xmpp-websocket?room=vorstand")]
    [InlineData("/http-bind")]
    [InlineData("/etherpad/p/vorstand")]
    [InlineData("/static/close.html")]
    public async Task Every_page_says_which_shard_it_came_from(string path)
    {
        var page = await _http.GetStringAsync(path, Cancel);

        page.Should().Contain("""<meta name="lab-shard" content="Köln &lt;1&gt;">""").And.NotContain("{title}");
    }

    [Theory]
    [InlineData("/config.js", "text/javascript")]
    [InlineData("/nord/config.js?room=vorstand", "text/javascript")]
    [InlineData("/interface_config.js", "text/javascript")]
    [InlineData("/external_api.js", "text/javascript")]
    [InlineData("/libs/lab-meeting.js?v=1", "text/javascript")]
    [InlineData("/css/lab.css", "text/css")]
    [InlineData("/images/lab.svg", "image/svg+xml")]
    [InlineData("/favicon.ico", "image/x-icon")]
    [InlineData("/robots.txt", "text/plain")]
    [InlineData("/manifest.json", "application/json")]
    [InlineData("/pwa-worker.js", "text/javascript")]
    [InlineData("/_unlock?room=x", "text/plain")]
    [InlineData("/about/version", "application/json")]
    [InlineData("/room-census", null)]
    [InlineData("/sessions", null)]
    [InlineData("/stats", "application/json")]
    [InlineData("/metrics", "application/openmetrics-text")]
    public async Task The_files_of_a_shard_are_there(string path, string? type)
    {
        using var answer = await _http.GetAsync(path, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.MediaType.Should().Be(type);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_was_received_is_remembered_as_it_was_on_the_wire()
    {
        var asWritten = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var address = new Uri($"http://{_shard.Address.Authority}/conference-request/v1?room=%d1%82&x=a%2Fb", asWritten);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent("""{"room":"x@conference.example.org"}"""),
        };
        request.Headers.Add("X-Test", ["one", "two"]);
        using var answer = await _http.SendAsync(request, Cancel);

        var received = _shard.Received.All.Should().ContainSingle().Subject;
        received.Method.Should().Be("POST");
        received.RawTarget.Should().Be("/conference-request/v1?room=%d1%82&x=a%2Fb");
        received.Header("x-test").Should().Contain("one").And.Contain("two");
        received.BodyText.Should().Be("""{"room":"x@conference.example.org"}""");
        received.BodyComplete.Should().BeTrue();
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("\"ready\":true").And.Contain("focus@auth.example.org");
    }

    [Theory]
    [InlineData("colibri-ws")]
    [InlineData("colibri-relay-ws")]
    public async Task A_bridge_channel_echoes_for_an_own_server_id_only(string kind)
    {
        using var own = new ClientWebSocket();
        using var other = new ClientWebSocket();
        await own.ConnectAsync(new Uri($"ws://{_shard.Address.Authority}/{kind}/b1/c/e?pwd=p"), Cancel);
        await own.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        var buffer = new byte[16];
        var echo = await own.ReceiveAsync(buffer, Cancel);

        Encoding.UTF8.GetString(buffer, 0, echo.Count).Should().Be("hello");
        _shard.Faults.Silent = true;
        await own.SendAsync("again"u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        var late = own.ReceiveAsync(buffer, Cancel);
        late.IsCompleted.Should().BeFalse();
        _shard.Faults.Clear();
        (await late.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Count.Should().Be(5);
        var wrong = () => other.ConnectAsync(new Uri($"ws://{_shard.Address.Authority}/{kind}/b2/c/e?pwd=p"), Cancel);
        (await wrong.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("404");
    }

    [Fact]
    public async Task A_stopped_shard_refuses_and_comes_back_on_its_port_with_empty_rooms()
    {
        var address = _shard.Address;
        await using var anna = await LabClient.ConnectAsync(address, "vorstand", cancel: Cancel);
        await anna.JoinAsync("Anna", Cancel);

        await _shard.StopAsync();

        await anna.Closed.WaitAsync(Cancel);
        var asked = () => _http.GetAsync("/x", Cancel);
        await asked.Should().ThrowAsync<HttpRequestException>();
        await _shard.StartAgainAsync(Cancel);
        _shard.Address.Should().Be(address);
        _shard.Rooms.Should().BeEmpty();
        (await _http.GetAsync("/x", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_silent_shard_receives_and_never_answers()
    {
        _shard.Faults.Silent = true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var asked = _http.GetAsync("/x", patience.Token);
        await _shard.Received.WaitForAsync(request => request.RawTarget == "/x", Cancel);

        asked.IsCompleted.Should().BeFalse();
        await patience.CancelAsync();
        await ((Func<Task>)(() => asked)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Garbage_is_no_http(bool onAConnectionThatIsKept)
    {
        if (onAConnectionThatIsKept)
            await _http.GetStringAsync("/x", Cancel);
        _shard.Faults.Garbage = "SSH-2.0-lab\r\n"u8.ToArray();

        var asked = () => _http.GetAsync("/x", Cancel);

        await asked.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Half_an_answer_ends_too_early()
    {
        _shard.Faults.HalfAnswer = true;

        var asked = () => _http.GetStringAsync("/x", Cancel);

        await asked.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Unwanted_headers_a_redirect_and_bad_health_come_as_set()
    {
        _shard.Faults.SetCookie = true;
        _shard.Faults.HealthStatus = 503;
        using var sick = await _http.GetAsync("/http-bind", Cancel);
        _shard.Faults.Redirect = "https://example.org/";
        using var elsewhere = await _http.GetAsync("/x", Cancel);

        sick.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        foreach (var name in new[] { "Set-Cookie", "Clear-Site-Data", "Service-Worker-Allowed", "Strict-Transport-Security", "Access-Control-Allow-Credentials", "X-Jitsi-Shard" })
            sick.Headers.Contains(name).Should().BeTrue(name);
        elsewhere.StatusCode.Should().Be(HttpStatusCode.Found);
        elsewhere.Headers.Location.Should().Be(new Uri("https://example.org/"));
    }

    [Fact]
    public async Task A_raw_peer_answers_its_bytes_and_keeps_what_it_got()
    {
        await using var peer = await RawPeer.StartAsync("nonsense"u8.ToArray());

        var asked = () => _http.GetAsync(new Uri(peer.Address, "/x"), Cancel);

        await asked.Should().ThrowAsync<HttpRequestException>();
        peer.Received.Should().Contain(bytes => Encoding.ASCII.GetString(bytes).StartsWith("GET /x HTTP/1.1\r\n"));
    }
}
