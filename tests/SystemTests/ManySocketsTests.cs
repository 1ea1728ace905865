using System.Net;
using System.Net.WebSockets;
using System.Text;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests;

/// <summary>
/// 5,000 sockets at once. Client, gateway and shard share this process: a socket over HTTP/1.1 takes four descriptors, one
/// over HTTP/2 little more than two, so that half of each fit into a usual limit of 20,000.
/// </summary>
public sealed class ManySocketsTests
{
    private const int EachWay = 2_500;
    private const string Hello = """<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="meet.test" version="1.0"/>""";

    [Fact]
    public async Task Five_thousand_sockets_opened_at_once_all_work_and_all_end()
    {
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"]);
        await using var gateway = await TestGateway.StartAsync(new TestGatewayOptions
        {
            IsSecure = true,
            Settings = new Dictionary<string, string?> { ["TrustedProxies:0"] = "127.0.0.1" },
        }, lab.Shards);
        using var client = new HttpClient(gateway.CreateHandler());
        var connections = gateway.Get<ConnectionTable>();

        var sockets = await Task.WhenAll(Enumerable.Range(0, 2 * EachWay).Select(number => OpenAsync(client, number)));
        try
        {
            lab.Shards.Sum(shard => connections.CountOf(new ShardId(shard.Name))).Should().Be(2 * EachWay);
            lab.Shards.Sum(shard => shard.OpenSockets).Should().Be(2 * EachWay);
            foreach (var shard in lab.Shards)
                connections.CountOf(new ShardId(shard.Name)).Should().Be(shard.OpenSockets).And.BeGreaterThan(0);

            var answers = await Task.WhenAll(sockets.Select(AskAsync));
            answers.Should().OnlyContain(answer => answer.StartsWith("<open", StringComparison.Ordinal));
        }
        finally
        {
            await Task.WhenAll(sockets.Select(CloseAsync));
        }

        await Eventually.NoComplaintAsync(
            _ => Task.FromResult(Left() == 0 ? null : $"{Left()} connections are still counted"),
            TimeSpan.FromSeconds(30), () => "", TestContext.Current.CancellationToken);

        int Left() => lab.Shards.Sum(shard => connections.CountOf(new ShardId(shard.Name)) + shard.OpenSockets);
    }

    private static async Task<ClientWebSocket> OpenAsync(HttpClient client, int number)
    {
        var isSecure = number % 2 == 0;
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        // Half of them come as through a proxy that ends TLS.
        socket.Options.SetRequestHeader("X-Forwarded-Proto", "https");
        socket.Options.HttpVersion = isSecure ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new Uri($"{(isSecure ? "wss" : "ws")}://meet.test/xmpp-websocket?room=room-{number % 100}"), client, CancellationToken.None);
        return socket;
    }

    private static async Task<string> AskAsync(ClientWebSocket socket)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(Hello), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[1024];
        var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    private static async Task CloseAsync(ClientWebSocket socket)
    {
        using (socket)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
