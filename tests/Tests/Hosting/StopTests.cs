using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Hosting;

/// <summary>The order in which a gateway lets go; its clock is in the test's hand.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private LabFleet _lab = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _lab = await LabFleet.StartAsync(["alpha"], Cancel);

    public async ValueTask DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Ready_is_red_at_once_while_everybody_is_still_served()
    {
        await using var gateway = await StartAsync(announce: 10);
        using var http = gateway.CreateClient();
        using var socket = await OpenAsync(gateway, "/xmpp-websocket?room=plenum");

        var end = gateway.StopAsync();

        var health = await http.GetAsync("/-/health/ready", Cancel);
        health.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        health.Headers.RetryAfter.Should().NotBeNull();
        var answer = JsonDocument.Parse(await health.Content.ReadAsStringAsync(Cancel)).RootElement;
        answer.GetProperty("status").GetString().Should().Be("not-ready");
        answer.GetProperty("reason").GetString().Should().Be("stopping");
        (await http.GetAsync("/-/health/live", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        // A connection of its own: new ones are taken.
        using (var newcomer = gateway.CreateClient())
            (await newcomer.GetAsync("/plenum", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        socket.State.Should().Be(WebSocketState.Open);
        end.IsCompleted.Should().BeFalse();

        await PassAsync(end);
        await ClosedAsync(socket);
        await RefusedAsync(gateway);
    }

    [Theory]
    [InlineData("/xmpp-websocket?room=plenum")]
    [InlineData("/colibri-ws/alpha-bridge/conference/endpoint?pwd=x")]
    [InlineData("/socket.io/?EIO=4&transport=websocket")]
    public async Task Sockets_of_every_kind_stay_for_their_time_after_the_listeners_are_closed(string target)
    {
        await using var gateway = await StartAsync(sockets: 20);
        using var socket = await OpenAsync(gateway, target);

        var end = gateway.StopAsync();
        await RefusedAsync(gateway);
        socket.State.Should().Be(WebSocketState.Open);
        end.IsCompleted.Should().BeFalse();

        await PassAsync(end);
        await ClosedAsync(socket);
    }

    [Fact]
    public async Task A_request_on_its_way_is_answered()
    {
        await using var gateway = await StartAsync();
        using var http = gateway.CreateClient();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var body = new SlowBody(asked);

        // The answer cannot come before the body has; its first bytes are there when the end begins.
        // The client holds the body back until the gateway asks for it: a connection that waits to be accepted is no request yet.
        http.DefaultRequestHeaders.ExpectContinue = true;
        var answer = http.PostAsync("/http-bind?room=plenum", body, Cancel);
        await asked.Task;
        var end = gateway.StopAsync();
        await RefusedAsync(gateway);
        body.Finish();

        (await answer).StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadGateway);
        await end;
    }

    [Fact]
    public async Task Without_a_shard_ready_counts_them_and_names_none()
    {
        await using var gateway = await TestGateway.StartAsync(
            new TestGatewayOptions
            {
                Time = _time,
                WaitsForShards = false,
                Settings = new Dictionary<string, string?> { ["Fleet:Shards:0:Name"] = "secret-shard", ["Fleet:Shards:0:Address"] = "http://127.0.0.1:1" },
            });
        using var http = gateway.CreateClient();

        var text = await http.GetStringAsync("/-/health/live", Cancel) + await (await http.GetAsync("/-/health/ready", Cancel)).Content.ReadAsStringAsync(Cancel);

        text.Should().Contain("\"reason\":\"no-shard-up\"").And.Contain("\"up\":0").And.NotContain("secret-shard").And.NotContain("127.0.0.1");
    }

    private Task<TestGateway> StartAsync(int announce = 0, int sockets = 0) => TestGateway.StartAsync(
        new TestGatewayOptions
        {
            Time = _time,
            Settings = new Dictionary<string, string?>
            {
                ["Stop:AnnounceSeconds"] = $"{announce}",
                ["Stop:SocketSeconds"] = $"{sockets}",
                ["Stop:LimitSeconds"] = "60",
            },
        },
        _lab.Shards);

    private static async Task<ClientWebSocket> OpenAsync(TestGateway gateway, string target)
    {
        var socket = new ClientWebSocket();
        if (target.Contains("xmpp", StringComparison.Ordinal))
            socket.Options.AddSubProtocol("xmpp");
        using var invoker = new HttpMessageInvoker(gateway.CreateHandler());
        await socket.ConnectAsync(new Uri("ws://meet.test" + target), invoker, Cancel);
        return socket;
    }

    // The timers are set as the stages are reached, which nobody announces.
    private async Task PassAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await end;
    }

    private static async Task ClosedAsync(ClientWebSocket socket)
    {
        try
        {
            await socket.ReceiveAsync(new byte[16].AsMemory(), Cancel);
        }
        catch (WebSocketException)
        {
            // Cut, without a word of goodbye.
        }

        socket.State.Should().NotBe(WebSocketState.Open);
    }

    private static async Task RefusedAsync(TestGateway gateway)
    {
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(gateway.EndPoint, Cancel);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return;
            }
        }
    }

    private sealed class SlowBody(TaskCompletionSource begun) : HttpContent
    {
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => _finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("<body xmlns='http://jabber.org/protocol/httpbind'>"u8.ToArray());
            await stream.FlushAsync();
            begun.SetResult();
            await _finish.Task;
            await stream.WriteAsync("</body>"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = "<body xmlns='http://jabber.org/protocol/httpbind'></body>".Length;
            return true;
        }
    }
}
