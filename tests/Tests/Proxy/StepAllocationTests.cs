using System.Net;
using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Lab;
using ConferenceGateway.Placement;
using ConferenceGateway.Proxy;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using ConferenceGateway.Tickets;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace ConferenceGateway.Tests.Proxy;

/// <summary>For a room that lives somewhere the steps before the forwarding allocate nothing.</summary>
public sealed class StepAllocationTests
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Theory]
    [InlineData("/plenum")]
    [InlineData("/acme/plenum")]
    [InlineData("/plenum?release=1234")]
    public Task A_page(string target) => AllocatesNothingAsync(target, (context, steps) =>
    {
        var read = RequestTarget.Read(Raw(context));
        return UpgradeReader.Read(context) == Upgrade.None
            && read.Surface == Surface.Page
            && steps.Rooms.ReadPage(read, out var room) == RoomNameFault.None
            && read.Path[1..].SequenceEqual(room.Link)
            && steps.Browsers.MayPass(context)
            && steps.Shards.OfPage(context, steps.Fleet.Current, room) is not null;
    });

    [Theory]
    [InlineData("/http-bind?room=plenum", Surface.Bosh)]
    [InlineData("/acme/http-bind?room=plenum", Surface.Bosh)]
    [InlineData("/xmpp-websocket?previd=abc&room=plenum", Surface.XmppWebSocket)]
    [InlineData("/conference-request/v1?room=plenum", Surface.ConferenceRequest)]
    public Task Signalling(string target, object surface) => AllocatesNothingAsync(target, (context, steps) =>
    {
        var read = RequestTarget.Read(Raw(context));
        return UpgradeReader.Read(context) == (read.Surface == Surface.XmppWebSocket ? Upgrade.WebSocket : Upgrade.None)
            && read.Surface == (Surface)surface
            && new RequestQuery(read.Query).Find("room", out var value) == 1
            && steps.Rooms.ReadTenant(read.Tenant, out _) == RoomNameFault.None
            && steps.Rooms.ReadSignal(read.Tenant, value, out var room) == RoomNameFault.None
            && steps.Shards.OfSignal(steps.Fleet.Current, room) is not null;
    });

    [Theory]
    [InlineData("/libs/app.bundle.min.js?v=1")]
    [InlineData("/static/close.html")]
    public Task A_file_of_a_rooms_page(string target) => AllocatesNothingAsync(target, (context, steps) =>
    {
        var read = RequestTarget.Read(Raw(context));
        return UpgradeReader.Read(context) == Upgrade.None
            && read.Surface == Surface.Static
            && steps.Shards.OfFile(context, steps.Fleet.Current) is { Shard: not null, IsGuess: false };
    });

    [Theory]
    [InlineData("/colibri-ws/alpha-bridge/conference/endpoint?pwd=secret")]
    public Task A_bridges_socket(string target) => AllocatesNothingAsync(target, (context, steps) =>
    {
        var read = RequestTarget.Read(Raw(context));
        return read.Surface == Surface.Colibri && steps.Fleet.Current.FindBridge(ColibriTarget.ServerId(read)) is not null;
    });

    [Theory]
    [InlineData("/http-bind?room=plenum")]
    [InlineData("/xmpp-websocket?room=plenum")]
    public Task The_door_for_a_known_ticket(string target) => AllocatesNothingAsync(target, (context, steps) =>
    {
        var read = RequestTarget.Read(Raw(context));
        new RequestQuery(read.Query).Find("room", out var value);
        steps.Rooms.ReadSignal(read.Tenant, value, out var room);
        var entry = steps.Doors.OfSignal(context, read, room);
        steps.Doors.Renew(context, entry);
        if (!entry.IsOpen || entry.Ticket is null)
            throw new InvalidOperationException($"{entry.Answer} for {entry.Ticket?.Kind}");
        return entry is { IsOpen: true, IsOfBrowser: true, Ticket.Kind: TicketKind.Password };
    }, isGuarded: true);

    [Fact]
    public Task A_keep_alive_that_has_nothing_to_renew() => AllocatesNothingAsync("/_unlock?room=plenum", (context, steps) =>
    {
        new RequestQuery(RequestTarget.Read(Raw(context)).Query).Find("room", out var value);
        steps.Rooms.ReadSignal(default, value, out var room);
        steps.Doors.Renew(context, room);
        return context.Response.Headers.SetCookie.Count == 0;
    }, isGuarded: true);

    [Fact]
    public Task What_allocates_is_seen() => MeasureAsync("/plenum", (context, _) => Raw(context).ToUpperInvariant().Length > 0, bytes => bytes.Should().BeGreaterThan(0));

    private static Task AllocatesNothingAsync(string target, Func<HttpContext, Steps, bool> steps, bool isGuarded = false) =>
        MeasureAsync(target, steps, bytes => bytes.Should().Be(0), isGuarded);

    private static async Task MeasureAsync(string target, Func<HttpContext, Steps, bool> run, Action<long> judge, bool isGuarded = false)
    {
        var token = isGuarded ? new LabToken { Issuer = "gateway", Secret = new string('s', 32) } : null;
        await using var lab = await LabFleet.StartAsync([new LabShardOptions { Name = "alpha", ServerIds = ["alpha-bridge"], Token = token }]);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        var steps = new Steps(gateway.Get<RoomStep>(), gateway.Get<BrowserStep>(), gateway.Get<ShardStep>(), gateway.Get<DoorStep>(), gateway.Get<FleetView>());
        foreach (var name in new[] { "plenum", "acme/plenum" })
        {
            RoomName.TryParseKey(name, out var room).Should().BeTrue();
            (await gateway.Get<PlacementBook>().ClaimAsync(room, steps.Fleet.Current)).Should().BeOfType<ClaimAnswer.Placed>();
        }

        var context = Context(target);
        if (isGuarded)
            await GuardAsync(gateway, context);
        judge(Measure(context, steps, run));
    }

    private static async Task GuardAsync(TestGateway gateway, HttpContext context)
    {
        RoomName.TryParseKey("plenum", out var room).Should().BeTrue();
        var chair = await TestAccounts.AddAsync(gateway, "chair");
        await gateway.Get<RoomChanges>().ClaimAsync(Actor.Gateway, room, chair.Id);
        await gateway.Get<RoomDeeds>().OnAsync(Actor.Gateway, room, null, "room.password", async (transaction, _) =>
        {
            await transaction.Connection!.ExecuteAsync("UPDATE rooms SET password_hash = 'none', password_small_hash = 'none'", null, transaction);
            return null;
        });
        var tickets = gateway.Get<TicketOffice>();
        var answer = new DefaultHttpContext();
        tickets.Leave(answer, tickets.Make(room, TicketKind.Password, 5, "Anna"));
        context.Request.Headers.Cookie = $"shard=alpha; {answer.Response.Headers.SetCookie.ToString().Split(';')[0]}; check=x";
        context.Request.Headers.Origin = TestGateway.MeetingUrl;
    }

    private static long Measure(HttpContext context, Steps steps, Func<HttpContext, Steps, bool> run)
    {
        const int rounds = 1000;
        for (var i = 0; i < rounds; i++)
        {
            if (!run(context, steps))
                throw new InvalidOperationException("The steps did not go to their end.");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++)
            run(context, steps);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static DefaultHttpContext Context(string target)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Features.Set<IHttpUpgradeFeature>(new Upgradable());
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        var request = context.Request;
        request.Method = "GET";
        request.Host = new HostString("meet.test");
        request.Headers.UserAgent = Firefox;
        request.Headers.Referer = "http://meet.test/acme/plenum";
        request.Headers.Cookie = "shard=alpha; check=x";
        if (target.Contains("websocket", StringComparison.Ordinal))
        {
            request.Headers.Connection = "Upgrade";
            request.Headers.Upgrade = "websocket";
            request.Headers.SecWebSocketVersion = "13";
            request.Headers.SecWebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==";
        }

        return context;
    }

    private static string Raw(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private sealed record Steps(RoomStep Rooms, BrowserStep Browsers, ShardStep Shards, DoorStep Doors, FleetView Fleet);

    private sealed class Upgradable : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new NotSupportedException();
    }
}
