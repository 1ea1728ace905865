using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Proxy;
using ConferenceGateway.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>
/// A gateway before one shard whose web server, Prosody, Jicofo and bridge are four servers, so that each shows what it
/// was asked. The gateway's clock stands still: after the start nobody asks after the shard's health.
/// </summary>
public sealed class SurfaceFixture : IAsyncLifetime
{
    private static readonly string[] SetByTheGateway =
        ["Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Connection", "Upgrade", "Transfer-Encoding", "Cookie"];

    internal LabShard Web { get; private set; } = null!;

    internal LabShard Prosody { get; private set; } = null!;

    internal LabShard Jicofo { get; private set; } = null!;

    internal LabShard Bridge { get; private set; } = null!;

    internal TestGateway Gateway { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    internal IReadOnlyList<LabShard> Servers => [Web, Prosody, Jicofo, Bridge];

    public async ValueTask InitializeAsync()
    {
        Web = await LabShard.StartAsync(new LabShardOptions { Name = "alpha", ServerIds = ["bridge-1"] });
        Prosody = await LabShard.StartAsync(new LabShardOptions { Name = "alpha-prosody" });
        Jicofo = await LabShard.StartAsync(new LabShardOptions { Name = "alpha-jicofo" });
        Bridge = await LabShard.StartAsync(new LabShardOptions { Name = "alpha-bridge", ServerIds = ["bridge-1"] });
        Gateway = await TestGateway.StartAsync(
            new TestGatewayOptions
            {
                Time = new FakeTimeProvider(DateTimeOffset.UtcNow),
                Settings = new Dictionary<string, string?>
                {
                    ["Fleet:Shards:0:Prosody"] = Prosody.Address.ToString(),
                    ["Fleet:Shards:0:Jicofo"] = Jicofo.Address.ToString(),
                    ["Fleet:Shards:0:Bridges:0:Address"] = Bridge.Address.ToString(),
                },
            },
            Web);
        Client = Gateway.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        foreach (var server in Servers)
            await server.DisposeAsync();
    }

    /// <summary>Forgets what was received, so that a test sees its own requests only.</summary>
    internal void Clear()
    {
        foreach (var server in Servers)
        {
            server.Faults.Clear();
            server.Received.Clear();
        }
    }

    /// <summary>Everything that any of the servers received since <see cref="Clear"/>.</summary>
    internal IReadOnlyList<LabRequest> Received() => [.. Servers.SelectMany(server => server.Received.All)];

    /// <summary>The server by the first letter of its part: Web, Prosody, Jicofo, Bridge.</summary>
    internal LabShard Server(char letter) => letter switch
    {
        'W' => Web,
        'P' => Prosody,
        'J' => Jicofo,
        _ => Bridge,
    };

    /// <summary>The one request that was received, by the server that had to receive it.</summary>
    internal LabRequest Single(char letter)
    {
        var request = Received().Should().ContainSingle().Which;
        Server(letter).Received.All.Should().ContainSingle($"it is the one to answer {request.RawTarget}");
        return request;
    }

    /// <summary>A request holds what the gateway says, and of the client's headers only those that are listed.</summary>
    internal static void ShouldBeRebuilt(LabRequest request, string host = "meet.test")
    {
        request.Protocol.Should().Be("HTTP/1.1");
        request.Header("Host").Should().Be(host);
        request.Header("X-Forwarded-For").Should().Be("127.0.0.1");
        request.Header("X-Forwarded-Proto").Should().Be("http");
        request.Header("X-Forwarded-Host").Should().Be("meet.test");
        request.Headers.Select(header => header.Key)
            .Where(name => !ForwardedHeaders.ToShard.ContainsKey(name) && !SetByTheGateway.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Should().BeEmpty();
    }

    /// <summary>Opens a websocket through the gateway.</summary>
    internal async Task<ClientWebSocket> OpenAsync(string target, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        using var invoker = new HttpMessageInvoker(Gateway.CreateHandler());
        try
        {
            await socket.ConnectAsync(new Uri("ws://meet.test" + target), invoker, CancellationToken.None);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
