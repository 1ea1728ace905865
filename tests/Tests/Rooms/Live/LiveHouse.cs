using System.Net.WebSockets;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Proxy;
using ConferenceGateway.Tickets;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ConferenceGateway.Tests.Rooms.Live;

/// <summary>A gateway with a claimed room, and visitors of it with real sockets.</summary>
internal sealed class LiveHouse : IAsyncDisposable
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    public const string App = "JitsiMeet/115 CFNetwork/1490";

    private readonly LabFleet _lab;
    private readonly List<IDisposable> _open = [];

    private LiveHouse(LabFleet lab, TestGateway gateway, RoomName room, string chair)
    {
        _lab = lab;
        Gateway = gateway;
        Room = room;
        Chair = chair;
    }

    public TestGateway Gateway { get; }

    public RoomName Room { get; }

    /// <summary>The id of the chair's account.</summary>
    public string Chair { get; }

    public RoomLive Live => Gateway.Get<RoomLive>();

    public Room Now => Gateway.Get<RoomBook>().Find(Room)!;

    public IReadOnlyList<RoomPerson> People => Gateway.Get<RoomPeople>().Of(Room);

    /// <summary>The shard of the room.</summary>
    public LabShard Shard => _lab["alpha"];

    /// <summary>A house whose room will live on a shard that checks tokens, or on one that does not, with one beside it that does.</summary>
    public static async Task<LiveHouse> StartAsync(bool hasTokens = true, TimeProvider? time = null)
    {
        var token = new LabToken { Issuer = "gateway", Secret = new string('s', 32) };
        // The first of two that are alike takes the room.
        var lab = await LabFleet.StartAsync(hasTokens
            ? [new LabShardOptions { Name = "alpha", Token = token }]
            : [new LabShardOptions { Name = "alpha" }, new LabShardOptions { Name = "beta", Token = token }]);
        var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Time = time ?? TimeProvider.System }, lab.Shards);
        var chair = (await TestAccounts.AddAsync(gateway, "chair")).Id;
        var room = RoomOf("fraktion");
        await gateway.Get<RoomChanges>().ClaimAsync(Actor.Gateway, room, chair);
        return new LiveHouse(lab, gateway, room, chair);
    }

    public static RoomName RoomOf(string key) => RoomName.TryParseKey(key, out var room) ? room : throw new ArgumentException(key);

    /// <summary>A ticket for the room.</summary>
    public Ticket Ticket(TicketKind kind = TicketKind.Guest, string? name = null, string? account = null, RoomName? room = null) =>
        Gateway.Get<TicketOffice>().Make(room ?? Room, kind, Now.Revision, name, account);

    /// <summary>An open socket of whoever holds that ticket.</summary>
    /// <exception cref="WebSocketException">It was refused.</exception>
    public async Task<WebSocket> EnterAsync(Ticket? ticket, string agent = Browser, RoomName? room = null, string more = "")
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("xmpp");
        socket.Options.SetRequestHeader("User-Agent", agent);
        socket.Options.SetRequestHeader("Origin", TestGateway.MeetingUrl);
        if (ticket is not null)
            socket.Options.SetRequestHeader("Cookie", CookieOf(ticket));
        var invoker = new HttpMessageInvoker(Gateway.CreateHandler());
        _open.Add(invoker);
        await socket.ConnectAsync(new Uri($"ws://meet.test/xmpp-websocket?room={(room ?? Room).Link}{more}"), invoker, TestContext.Current.CancellationToken);
        await socket.OpenStreamAsync();
        _open.Add(socket);
        return socket;
    }

    /// <summary>Whether that visitor is let in now.</summary>
    public async Task<bool> MayEnterAsync(Ticket? ticket, string agent = Browser)
    {
        try
        {
            using var socket = await EnterAsync(ticket, agent);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    /// <summary>The cookie as the gateway would leave it.</summary>
    public string CookieOf(Ticket ticket)
    {
        var context = new DefaultHttpContext();
        Gateway.Get<TicketOffice>().Leave(context, ticket);
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    /// <summary>Ends when so many connections of a room are counted.</summary>
    public Task UntilOpenAsync(int count, RoomName? room = null) =>
        Eventually.NoComplaintAsync(
            _ => Task.FromResult(Gateway.Get<ConnectionTable>().CountOf(room ?? Room) is var open && open == count ? null : $"{open} connections are open, not {count},"),
            TimeSpan.FromSeconds(30), () => "", TestContext.Current.CancellationToken);

    /// <summary>Ends when the other side has ended that socket, in whatever way.</summary>
    public static async Task UntilEndedAsync(WebSocket socket)
    {
        try
        {
            // Far more than it takes: a test that waits for ever says nothing.
            while (await socket.HearAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken) is not "")
            {
            }
        }
        catch (WebSocketException)
        {
            // Closed without a word.
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in _open)
            each.Dispose();
        await Gateway.DisposeAsync();
        await _lab.DisposeAsync();
    }
}
