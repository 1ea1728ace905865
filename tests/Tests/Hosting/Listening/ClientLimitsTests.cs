using System.Net;
using System.Net.Sockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Hosting.Listening;
using ConferenceGateway.Lab;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Hosting.Listening;

/// <summary>What one client may cost is bounded; what a whole school costs is not too much.</summary>
public sealed class ClientLimitsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines<SourceLimit> _log = new();
    private LabShard _shard = null!;

    public async ValueTask InitializeAsync() => _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });

    public ValueTask DisposeAsync() => _shard.DisposeAsync();

    [Fact]
    public void A_school_behind_one_address_has_room()
    {
        var limit = Limit();
        var school = IPAddress.Parse("198.51.100.1");

        Enumerable.Range(0, 2000).Should().OnlyContain(_ => limit.TryEnter(school));
    }

    [Fact]
    public void Who_has_left_counts_no_more_and_nobody_counts_for_another()
    {
        var limit = Limit(most: 10);
        var one = IPAddress.Parse("198.51.100.1");
        for (var i = 0; i < 10; i++)
            limit.TryEnter(one).Should().BeTrue();

        limit.TryEnter(one).Should().BeFalse();
        limit.TryEnter(IPAddress.Parse("198.51.100.2")).Should().BeTrue();
        limit.Leave(one);
        limit.TryEnter(one).Should().BeTrue();
    }

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("127.0.0.2", "127.0.0.2")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("10.0.0.5", null)]
    [InlineData("::ffff:10.0.0.5", null)]
    public void A_household_is_one_source_and_a_trusted_proxy_none(string address, string? source) =>
        Limit().SourceOf(new IPEndPoint(IPAddress.Parse(address), 4711)).Should().Be(source is null ? null : IPAddress.Parse(source));

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once_and_said_once_a_minute()
    {
        await using var gateway = await StartAsync("Limits:ConnectionsPerSource", "10");
        List<Socket> open = [];
        try
        {
            for (var i = 0; i < 10; i++)
                (await AsksAsync(open)).Should().BeTrue();

            (await AsksAsync(open)).Should().BeFalse();
            open[0].Close();
            open.RemoveAt(0);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!await AsksAsync(open))
                limit.Token.ThrowIfCancellationRequested();
            using var other = gateway.CreateClient();
            (await other.GetAsync("/-/health/live")).StatusCode.Should().Be(HttpStatusCode.OK, "127.0.0.1 is another source");
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }

        async Task<bool> AsksAsync(List<Socket> open)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            open.Add(socket);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
                await socket.ConnectAsync(gateway.EndPoint);
                await socket.SendAsync(Encoding.ASCII.GetBytes("GET /-/health/live HTTP/1.1\r\nHost: meet.test\r\n\r\n"));
                return await socket.ReceiveAsync(new byte[4096]) > 0;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("Limit                     Soft Limit           Hard Limit           Units\nMax open files            20000                30000                files     ", 20000)]
    [InlineData("Max open files            unlimited            unlimited            files", null)]
    [InlineData("", null)]
    public void The_limit_of_open_files_is_known(string limits, int? expected)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, limits);

        OpenFiles.Read(file).Should().Be(expected);
        OpenFiles.Read(file + ".nowhere").Should().BeNull();
        OpenFiles.MostConnections().Should().BeGreaterThan(100);
        File.Delete(file);
    }

    [Fact]
    public async Task Too_many_are_told_of_once_a_minute_without_the_address()
    {
        var limit = Limit(most: 0);
        var around = limit.Around(_ => Task.CompletedTask);

        for (var i = 0; i < 5; i++)
            await around(new AbortableConnection());
        _time.Advance(TimeSpan.FromMinutes(1));
        await around(new AbortableConnection());

        _log.AtLeast(LogLevel.Warning).Should().HaveCount(2).And.OnlyContain(line => line.Contains("198.51.100.0/24"));
    }

    [Fact]
    public async Task A_head_that_does_not_end_is_cut()
    {
        await using var gateway = await StartAsync("Limits:HeadersSeconds", "1");
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.EndPoint);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: meet.test\r\nX: "u8.ToArray());

        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadToEndAsync()).Should().StartWith("HTTP/1.1 408 ");
    }

    [Theory]
    [InlineData(30, 200)]
    [InlineData(40, 431)]
    public async Task Headers_have_a_size(int kilobytes, int expected)
    {
        await using var gateway = await StartAsync("Limits:HeaderKilobytes", "32");
        var headers = string.Concat(Enumerable.Range(0, kilobytes).Select(i => $"X-{i}: {new string('x', 1024 - 12)}\r\n"));

        (await RawConnection.GetAsync(gateway, "/-/health/live", headers: headers)).Status.Should().Be(expected);
    }

    [Fact]
    public async Task A_body_has_a_size()
    {
        await using var gateway = await StartAsync("Limits:BodyMegabytes", "1");

        var answer = await RawConnection.ExchangeAsync(gateway,
            $"POST /http-bind?room=plenum HTTP/1.1\r\nHost: meet.test\r\nX-Forwarded-Proto: https\r\nContent-Type: text/xml\r\nContent-Length: {1024 * 1024 + 1}\r\n\r\n<body");

        RawConnection.Status(answer).Should().Be(413);
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_and_a_quiet_socket_is_not()
    {
        // Over HTTP/2 a socket is a request whose body never ends, and hardly moves.
        await using var gateway = await TestGateway.StartAsync(
            new TestGatewayOptions { IsSecure = true, Settings = new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1", ["Limits:BodyBytesPerSecond"] = "1000000" } }, _shard);
        using var client = gateway.CreateClient(TestGateway.SecureMeetingUrl);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.AddSubProtocol("xmpp");
        await socket.ConnectAsync(new Uri("wss://meet.test/xmpp-websocket?room=plenum"), client, CancellationToken.None);
        (await socket.OpenStreamAsync()).Should().StartWith("<open");

        // The same server cuts bodies that drip: when that has happened twice, the socket has been as slow for longer.
        for (var i = 0; i < 2; i++)
            (await DripAsync(gateway)).Should().StartWith("HTTP/1.1 408 ");

        (await socket.HearAsync()).Should().Contain("features");
        (await socket.OpenStreamAsync()).Should().StartWith("<open");
    }

    private SourceLimit Limit(int most = 5000) => new(
        new ListeningOptions
        {
            Addresses = [],
            Certificates = [],
            HstsDays = 0,
            TrustedProxies = [IPNetwork.Parse("10.0.0.0/24")],
            Limits = new ClientLimits(most, 15, 32, 30, 500),
        },
        _time, _log);

    private Task<TestGateway> StartAsync(string key, string value) => TestGateway.StartAsync(
        new TestGatewayOptions { Settings = new Dictionary<string, string?> { [key] = value } }, _shard);

    /// <summary>The beginning of a body, and then whatever comes until the gateway closes.</summary>
    private static async Task<string> DripAsync(TestGateway gateway)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.EndPoint);
        await client.GetStream().WriteAsync("POST /http-bind?room=plenum HTTP/1.1\r\nHost: meet.test\r\nX-Forwarded-Proto: https\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<body"u8.ToArray());
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }

    private sealed class AbortableConnection : Microsoft.AspNetCore.Connections.DefaultConnectionContext
    {
        public AbortableConnection()
            : base("test") => RemoteEndPoint = new IPEndPoint(IPAddress.Parse("198.51.100.1"), 4711);
    }
}
