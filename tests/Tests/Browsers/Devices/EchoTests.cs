using System.Net;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Browsers.Devices;

/// <summary>The socket that measures: it sends back, and it is of no use for anything else.</summary>
public sealed class EchoTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_sent_comes_back(bool isSecure)
    {
        await using var gateway = await StartAsync(isSecure: isSecure);
        using var socket = await OpenAsync(gateway, isSecure: isSecure);

        (await socket.AskAsync("hello")).Should().Be("hello");
        (await socket.AskAsync("")).Should().BeEmpty();
        (await socket.AskAsync(new string('x', EchoEndpoints.MostBytes))).Should().HaveLength(EchoEndpoints.MostBytes);

        gateway.Get<EchoBook>().Count.Should().Be(1);
        gateway.Get<ConnectionTable>().CountOf(new ShardId("nowhere")).Should().Be(0, "it belongs to no meeting");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        socket.CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure);
        await Eventually.NoComplaintAsync(
            _ => Task.FromResult(gateway.Get<EchoBook>().Count == 0 ? null : "A place is taken"), TimeSpan.FromSeconds(20), () => "", Stop);
    }

    [Fact]
    public async Task Binary_comes_back_as_binary()
    {
        await using var gateway = await StartAsync();
        using var socket = await OpenAsync(gateway);
        byte[] sent = [0, 255, 1, 254];
        await socket.SendAsync(sent, WebSocketMessageType.Binary, endOfMessage: true, Stop);

        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, Stop);

        got.MessageType.Should().Be(WebSocketMessageType.Binary);
        buffer[..got.Count].Should().Equal(sent);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_it()
    {
        await using var gateway = await StartAsync();
        using var socket = await OpenAsync(gateway);

        await socket.SendAsync(new byte[EchoEndpoints.MostBytes + 1], WebSocketMessageType.Text, endOfMessage: true, Stop);

        await ShouldEndAsync(socket, WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_message_in_many_pieces_ends_it_as_well()
    {
        await using var gateway = await StartAsync();
        using var socket = await OpenAsync(gateway);

        for (var i = 0; i <= EchoEndpoints.MostBytes; i++)
            await socket.SendAsync(new byte[1], WebSocketMessageType.Text, endOfMessage: false, Stop);

        await ShouldEndAsync(socket, WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task Too_many_messages_end_it()
    {
        await using var gateway = await StartAsync();
        using var socket = await OpenAsync(gateway);
        for (var i = 0; i < EchoEndpoints.MostMessages; i++)
            (await socket.AskAsync("x")).Should().Be("x");

        await socket.SendAsync(Encoding.ASCII.GetBytes("x"), WebSocketMessageType.Text, endOfMessage: true, Stop);

        await ShouldEndAsync(socket, WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task It_ends_by_itself_soon()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await StartAsync(time);
        using var socket = await OpenAsync(gateway);
        (await socket.AskAsync("x")).Should().Be("x");

        time.Advance(EchoEndpoints.Longest);

        await ShouldEndAsync(socket, WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task It_ends_with_the_gateway()
    {
        await using var gateway = await StartAsync();
        using var socket = await OpenAsync(gateway);
        (await socket.AskAsync("x")).Should().Be("x");

        var stopped = gateway.StopAsync();

        await ShouldEndAsync(socket, WebSocketCloseStatus.EndpointUnavailable);
        await stopped;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("http://evil.test")]
    [InlineData("http://portal.test")]
    [InlineData("http://meet.test:8080")]
    public async Task A_page_of_somebody_else_opens_none(string? origin)
    {
        await using var gateway = await StartAsync();

        (await RefusedAsync(gateway, origin)).Should().Be(HttpStatusCode.Forbidden);
        gateway.Get<EchoBook>().Count.Should().Be(0);
    }

    [Fact]
    public async Task More_than_a_network_may_have_at_once_are_refused_and_places_come_back()
    {
        await using var gateway = await StartAsync();
        var places = Enumerable.Range(0, EchoBook.MostPerSource).Select(_ => gateway.Get<EchoBook>().Enter(IPAddress.Loopback)).ToList();

        (await RefusedAsync(gateway, TestGateway.MeetingUrl)).Should().Be(HttpStatusCode.ServiceUnavailable);
        places.ForEach(place => place!.Dispose());

        using var socket = await OpenAsync(gateway);
        (await socket.AskAsync("x")).Should().Be("x");
    }

    [Fact]
    public void All_networks_together_have_a_limit()
    {
        var book = new EchoBook();
        for (var number = 0; number < EchoBook.MostAtAll; number++)
            book.Enter(Network(number)).Should().NotBeNull();

        book.Enter(IPAddress.Parse("192.0.2.1")).Should().BeNull();
    }

    [Fact]
    public void Who_holds_sockets_open_from_a_few_networks_leaves_the_others_their_test()
    {
        var book = new EchoBook();
        Enumerable.Range(0, 1000).Count(number => book.Enter(Network(number % 8)) is not null).Should().Be(EchoBook.MostInAll);

        using var place = book.Enter(IPAddress.Parse("192.0.2.1"));
        place.Should().NotBeNull();
        book.Enter(IPAddress.Parse("192.0.2.1")).Should().BeNull();
    }

    private static IPAddress Network(int number) => new([10, (byte)(number >> 8), (byte)number, 1]);

    [Fact]
    public void A_place_is_given_back_once()
    {
        var book = new EchoBook();
        var place = book.Enter(IPAddress.Loopback)!;
        using var other = book.Enter(IPAddress.Loopback);

        place.Dispose();
        place.Dispose();

        book.Count.Should().Be(1);
    }

    [Fact]
    public async Task Without_a_socket_it_says_what_it_takes()
    {
        await using var gateway = await StartAsync();
        using var client = gateway.CreateClient();

        using var answer = await client.GetAsync(EchoEndpoints.Path, Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.UpgradeRequired);
        (await answer.Content.ReadAsStringAsync(Stop)).Should().Contain("This address takes websockets only.");
    }

    private static Task<TestGateway> StartAsync(TimeProvider? time = null, bool isSecure = false) => TestGateway.StartAsync(new TestGatewayOptions
    {
        Settings = new Dictionary<string, string?>
        {
            ["Fleet:Shards:0:Name"] = "nowhere",
            ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9",
            ["Stop:AnnounceSeconds"] = "0",
            ["Stop:SocketSeconds"] = "0",
        },
        Time = time ?? TimeProvider.System,
        IsSecure = isSecure,
        WaitsForShards = false,
    });

    private static async Task<ClientWebSocket> OpenAsync(TestGateway gateway, string? origin = TestGateway.MeetingUrl, bool isSecure = false)
    {
        var socket = new ClientWebSocket();
        if (isSecure)
        {
            // HTTP/2 as browsers do it: extended CONNECT.
            socket.Options.HttpVersion = HttpVersion.Version20;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            origin = TestGateway.SecureMeetingUrl;
        }

        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            using var invoker = new HttpMessageInvoker(gateway.CreateHandler());
            await socket.ConnectAsync(new Uri((isSecure ? "wss" : "ws") + "://meet.test" + EchoEndpoints.Path), invoker, Stop);
            return socket;
        }
        catch (WebSocketException)
        {
            return socket;
        }
    }

    private static async Task<HttpStatusCode> RefusedAsync(TestGateway gateway, string? origin)
    {
        using var socket = await OpenAsync(gateway, origin);
        socket.State.Should().Be(WebSocketState.Closed);
        return socket.HttpStatusCode;
    }

    private static async Task ShouldEndAsync(WebSocket socket, WebSocketCloseStatus reason)
    {
        var got = await socket.ReceiveAsync(new byte[100], Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop);
        got.MessageType.Should().Be(WebSocketMessageType.Close);
        socket.CloseStatus.Should().Be(reason);
    }
}
