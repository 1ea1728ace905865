using System.Net;
using System.Net.WebSockets;
using AwesomeAssertions;
using ConferenceGateway.Lab;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Xunit;

namespace ConferenceGateway.Tests.Tickets;

/// <summary>A socket over HTTP/2 has no header <c>Upgrade</c>; its door is the same.</summary>
public sealed class ExtendedConnectTests : IAsyncLifetime
{
    private LabShard _shard = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(LabTokens.Shard("a"), Cancel);
        _gateway = await TestGateway.StartAsync(new TestGatewayOptions { IsSecure = true }, _shard);
        _client = _gateway.CreateClient(TestGateway.SecureMeetingUrl);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }

    [Theory]
    [InlineData(false, TestGateway.SecureMeetingUrl, false)]
    [InlineData(true, "https://evil.test", false)]
    [InlineData(true, null, false)]
    [InlineData(true, TestGateway.SecureMeetingUrl, true)]
    public async Task It_opens_by_a_ticket_that_a_page_of_ours_sends(bool hasTicket, string? origin, bool opens)
    {
        var room = _gateway.Guard("vorstand");
        var office = _gateway.Get<TicketOffice>();
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("xmpp");
        socket.Options.SetRequestHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        if (hasTicket)
            socket.Options.SetRequestHeader("Cookie", "__Host-" + GuardedRooms.Cookie("vorstand", office.Write(office.Make(room.Name, TicketKind.Password, room.RightsRevision, "Anna"))));

        var opening = () => socket.ConnectAsync(new Uri("wss://meet.test/xmpp-websocket?room=vorstand"), _client, Cancel);

        if (opens)
            await opening();
        else
            await opening.Should().ThrowAsync<WebSocketException>();
        socket.HttpStatusCode.Should().Be(opens ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        var heard = _shard.Received.Where(request => request.Header("X-Forwarded-For") is not null);
        heard.Should().HaveCount(opens ? 1 : 0);
        if (opens)
            BadToken.Claims(heard[0].Header("Authorization")!["Bearer ".Length..]).Should().Contain("\"room\":\"vorstand\"").And.Contain("Anna");
    }
}
