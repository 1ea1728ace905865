using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Proxy;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>However many requests come through one connection: the sockets behind the gateway are bounded.</summary>
public sealed class ForwardLimitTests
{
    private readonly LogLines<ForwardLimit> _log = new();

    [Fact]
    public void A_source_has_so_many_requests_on_their_way_and_others_are_not_concerned()
    {
        var limit = Limit(perSource: 2);
        var one = IPAddress.Parse("198.51.100.1");

        limit.TryEnter(one, out var first).Should().BeTrue();
        limit.TryEnter(one, out _).Should().BeTrue();
        limit.TryEnter(one, out _).Should().BeFalse();
        limit.TryEnter(one, out _).Should().BeFalse();
        limit.TryEnter(IPAddress.Parse("198.51.100.2"), out _).Should().BeTrue();
        limit.Leave(first);

        limit.TryEnter(one, out _).Should().BeTrue();
        _log.AtLeast(LogLevel.Warning).Should().ContainSingle().Which.Should().Contain("198.51.100.0/24");
    }

    [Fact]
    public void Who_speaks_for_many_is_not_counted()
    {
        var limit = new ForwardLimit(10, 1, _ => null, new FakeTimeProvider(), _log);

        for (var i = 0; i < 3; i++)
        {
            limit.TryEnter(IPAddress.Loopback, out var source).Should().BeTrue();
            limit.Leave(i == 0 ? source : null);
        }
    }

    [Fact]
    public async Task Sockets_are_counted_until_they_are_closed()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        var limit = Limit(mostSockets: 1);
        var to = new DnsEndPoint("127.0.0.1", shard.Address.Port);
        var refused = async () => await limit.ConnectAsync(new DnsEndPoint("127.0.0.1", 1), default);
        var connect = async () => await limit.ConnectAsync(to, default);

        await refused.Should().ThrowAsync<System.Net.Sockets.SocketException>();
        var open = await connect();
        await connect.Should().ThrowAsync<IOException>();
        limit.Sockets.Should().Be(1);
        await open.DisposeAsync();
        await open.DisposeAsync();
        limit.Sockets.Should().Be(0);
        await (await connect()).DisposeAsync();

        _log.AtLeast(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("LimitNOFILE");
    }

    [Fact]
    public async Task One_connection_of_HTTP_2_does_not_take_more_than_its_source_may()
    {
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        await using var gateway = await TestGateway.StartAsync(
            new TestGatewayOptions
            {
                IsSecure = true,
                Settings = new Dictionary<string, string?> { ["Limits:ConnectionsPerSource"] = "10", ["TrustedProxies:0"] = "127.0.0.1" },
            },
            shard);
        using var client = gateway.CreateClient(TestGateway.SecureMeetingUrl);
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1");
        var limit = gateway.Get<ForwardLimit>();
        for (var i = 0; i < 10; i++)
            limit.TryEnter(IPAddress.Parse("198.51.100.1"), out _).Should().BeTrue();

        var answer = await client.GetAsync("/plenum");

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.Should().NotBeNull();
        limit.Leave(IPAddress.Parse("198.51.100.1"));
        (await client.GetAsync("/plenum")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private ForwardLimit Limit(int mostSockets = 10, int perSource = 10) =>
        new(mostSockets, perSource, address => address, new FakeTimeProvider(), _log);
}
