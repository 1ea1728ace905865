using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Lab;
using ConferenceGateway.Placement;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>The real gateway before two shards moves a room with people in it.</summary>
public sealed class MovedGatewayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private LabFleet _lab = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabFleet.StartAsync(["alpha", "beta"]);
        _gateway = await TestGateway.StartAsync(_lab.Shards);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Its_members_are_sent_away_gently_and_meet_again_on_the_other_shard_and_nobody_else_is_disturbed()
    {
        using var moved = await OpenAsync("plenum");
        using var web = _gateway.CreateClient();
        (await web.PostAsync("/http-bind?room=plenum", Answers.Bosh(), TestContext.Current.CancellationToken)).Shard().Should().Be(ShardOf(moved));
        // Whoever is left on the same shard in another room.
        var others = new List<ClientWebSocket>();
        for (var room = 0; others.Count(other => ShardOf(other) == ShardOf(moved)) == 0; room++)
            others.Add(await OpenAsync($"other{room}"));
        var (from, name) = (new ShardId(ShardOf(moved)), TestRooms.Name("plenum"));

        var answer = await _gateway.Get<PlacementBook>().RelocateAsync(name, from, _gateway.Get<FleetView>().Current, default);

        var to = answer.Should().BeOfType<MoveAnswer.Moved>().Which;
        to.Ended.Should().Be(2);
        await ClosedAsync(moved);
        using var again = await OpenAsync("plenum");
        ShardOf(again).Should().Be(to.To.Id.Name).And.NotBe(from.Name);
        (await web.PostAsync("/http-bind?room=plenum", Answers.Bosh(), TestContext.Current.CancellationToken)).Shard().Should().Be(to.To.Id.Name);
        _gateway.Get<ConnectionTable>().Of(name).Should().OnlyContain(connection => connection.Shard == to.To.Id || connection.Ended.IsCancellationRequested);
        foreach (var other in others)
        {
            other.State.Should().Be(WebSocketState.Open);
            other.Dispose();
        }
    }

    private static async Task ClosedAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
                if (got.MessageType == WebSocketMessageType.Close)
                    return;
            }
        }
        catch (WebSocketException)
        {
            // Closed without a frame of its own.
        }
    }

    private static string ShardOf(ClientWebSocket socket) => socket.HttpResponseHeaders!["X-Jitsi-Shard"].Single();

    private async Task<ClientWebSocket> OpenAsync(string room)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("xmpp");
        using var invoker = new HttpMessageInvoker(_gateway.CreateHandler());
        await socket.ConnectAsync(new Uri("ws://meet.test/xmpp-websocket?room=" + room), invoker, TestContext.Current.CancellationToken);
        return socket;
    }
}
