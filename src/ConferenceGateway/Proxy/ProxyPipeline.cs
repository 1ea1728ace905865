using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>
/// The way of every request on MeetingUrl that is not ours: one method a surface, each a line of steps that go on or have
/// written the answer. One fleet snapshot is read at the start and used to the end.
/// </summary>
internal sealed class ProxyPipeline(
    RoomStep rooms,
    BrowserStep browsers,
    ShardStep shards,
    ForwardStep forward,
    BoshStep bosh,
    FleetView fleet,
    ConnectionTable connections,
    GatewayCookies cookies,
    Origins origins,
    ProblemWriter problems)
{
    private const string GetHead = "GET, HEAD";

    /// <summary>Answers a request whose target has been read.</summary>
    public Task HandleAsync(HttpContext context, in RequestTarget target)
    {
        var upgrade = UpgradeReader.Read(context);
        if (Refusal(context.Request, target, upgrade) is { } refusal)
            return problems.WriteAsync(context, refusal);
        if (!target.Tenant.IsEmpty && rooms.ReadTenant(target.Tenant, out _) is var fault and not RoomNameFault.None)
            return RefuseNameAsync(context, fault);

        return target.Surface switch
        {
            Surface.Page => PageAsync(context, target),
            Surface.Config => ConfigAsync(context, target),
            Surface.Static => FileAsync(context, target, isSocket: false),
            Surface.Etherpad or Surface.SocketIo => FileAsync(context, target, upgrade == Upgrade.WebSocket),
            Surface.XmppWebSocket when upgrade == Upgrade.WebSocket => SignalAsync(context, target),
            Surface.Bosh when HttpMethods.IsPost(context.Request.Method) => SignalAsync(context, target),
            Surface.ConferenceRequest => SignalAsync(context, target),
            Surface.XmppWebSocket or Surface.Bosh or Surface.Unlock => KeepAliveAsync(context, target),
            Surface.Colibri => ColibriAsync(context, target),
            Surface.Refused => problems.WriteAsync(context, new Problem.BadRoomName(target.Fault)),
            _ => problems.WriteAsync(context, new Problem.NoSuchPage()),
        };
    }

    /// <summary>What the method or the upgrade alone rules out.</summary>
    private static Problem? Refusal(HttpRequest request, in RequestTarget target, Upgrade upgrade)
    {
        if (target.Surface is Surface.None or Surface.Refused)
            return null;
        var takesSockets = target.Surface is Surface.XmppWebSocket or Surface.Colibri or Surface.Etherpad or Surface.SocketIo;
        if (upgrade == Upgrade.WebSocket)
            return takesSockets ? null : new Problem.UpgradeRefused("There is no websocket at this address.");
        if (upgrade == Upgrade.Odd)
        {
            return new Problem.UpgradeRefused(
                "The upgrade must be to `websocket` alone, version 13, by GET, with a key of 16 bytes and without a body.",
                takesSockets ? StatusCodes.Status426UpgradeRequired : StatusCodes.Status400BadRequest);
        }

        var method = request.Method;
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        return target.Surface switch
        {
            Surface.Colibri => new Problem.UpgradeRefused("This address takes websockets only.", StatusCodes.Status426UpgradeRequired),
            Surface.ConferenceRequest => HttpMethods.IsPost(method) ? null : new Problem.MethodNotAllowed("POST"),
            Surface.Bosh or Surface.Page or Surface.Etherpad or Surface.SocketIo =>
                isRead || HttpMethods.IsPost(method) ? null : new Problem.MethodNotAllowed("GET, HEAD, POST"),
            _ => isRead ? null : new Problem.MethodNotAllowed(GetHead),
        };
    }

    private Task PageAsync(HttpContext context, in RequestTarget target)
    {
        if (rooms.ReadPage(target, out var room) is var fault and not RoomNameFault.None)
            return RefuseNameAsync(context, fault);
        if (!target.Path[1..].SequenceEqual(room.Link))
            return RedirectAsync(context, room, target);
        if (HttpMethods.IsPost(context.Request.Method))
            return browsers.GoOnAsync(context, $"/{room.Link}{target.QueryWithMark}");
        if (!browsers.MayPass(context))
            return browsers.WriteAsync(context, room);
        if (shards.OfPage(context, fleet.Current, room) is not { } shard)
            return problems.WriteAsync(context, new Problem.NoShardFree());

        var request = ToWeb(shard, Surface.Page, UpstreamPaths.Page(room, target), cookies.ForShard(shard.Id));
        return forward.SendAsync(context, request, isSocket: false);
    }

    private Task ConfigAsync(HttpContext context, in RequestTarget target)
    {
        var snapshot = fleet.Current;
        var named = new RequestQuery(target.Query).Find("room", out var value);
        if (named > 1)
            return problems.WriteAsync(context, new Problem.BadRequest("The address names two rooms."));
        if (named == 0)
        {
            rooms.ReadTenant(target.Tenant, out var tenant);
            var (guess, isGuess) = shards.OfFile(context, snapshot);
            return guess is null
                ? problems.WriteAsync(context, new Problem.NoShardFree())
                : forward.SendAsync(context, ToWeb(guess, Surface.Config, UpstreamPaths.Config(tenant, null, target), mayBeCached: !isGuess), isSocket: false);
        }

        if (rooms.ReadSignal(target.Tenant, value, out var room) is var fault and not RoomNameFault.None)
            return RefuseNameAsync(context, fault);
        return shards.OfPage(context, snapshot, room) is { } shard
            ? forward.SendAsync(context, ToWeb(shard, Surface.Config, UpstreamPaths.Config(room.LinkTenant, room.LinkRoom, target)), isSocket: false)
            : problems.WriteAsync(context, new Problem.NoShardFree());
    }

    private Task FileAsync(HttpContext context, in RequestTarget target, bool isSocket)
    {
        var (shard, isGuess) = shards.OfFile(context, fleet.Current);
        return shard is null
            ? problems.WriteAsync(context, new Problem.NoShardFree())
            : forward.SendAsync(context, ToWeb(shard, target.Surface, UpstreamPaths.File(target), mayBeCached: !isGuess), isSocket);
    }

    /// <summary>Answered here: a client only wants to hear that somebody is there, and which shard it is.</summary>
    private Task KeepAliveAsync(HttpContext context, in RequestTarget target)
    {
        switch (new RequestQuery(target.Query).Find("room", out var value))
        {
            case > 1:
                return problems.WriteAsync(context, new Problem.BadRequest("The address names two rooms."));
            case 1:
                if (rooms.ReadSignal(target.Tenant, value, out var room) is var fault and not RoomNameFault.None)
                    return RefuseNameAsync(context, fault);
                ShardHeader.Set(context.Response, shards.OfKeepAlive(fleet.Current, room));
                break;
        }

        return KeepAlive.WriteAsync(context);
    }

    private Task SignalAsync(HttpContext context, in RequestTarget target)
    {
        if (new RequestQuery(target.Query).Find("room", out var value) is var named and not 1)
            return problems.WriteAsync(context, new Problem.BadRequest(
                named == 0 ? "The address names no room: `?room=` is missing." : "The address names two rooms."));
        if (rooms.ReadSignal(target.Tenant, value, out var room) is var fault and not RoomNameFault.None)
            return RefuseNameAsync(context, fault);

        var snapshot = fleet.Current;
        return shards.OfSignal(snapshot, room) is { } shard
            ? SignalToAsync(context, target, room, shard)
            : ClaimAsync(context, target, snapshot, room);
    }

    private async Task ClaimAsync(HttpContext context, RequestTarget target, FleetSnapshot snapshot, RoomName room)
    {
        switch (await shards.ClaimAsync(snapshot, room))
        {
            case ClaimAnswer.Placed(var shard):
                await SignalToAsync(context, target, room, shard);
                break;
            case ClaimAnswer.ShardSilent(var wait):
                await problems.WriteAsync(context, new Problem.ShardSilent(StatusCodes.Status503ServiceUnavailable) { RetryAfter = wait });
                break;
            default:
                await problems.WriteAsync(context, new Problem.NoShardFree());
                break;
        }
    }

    private Task SignalToAsync(HttpContext context, in RequestTarget target, RoomName room, Shard shard) => target.Surface switch
    {
        Surface.XmppWebSocket => SocketAsync(context,
            ToShard(shard, shard.Prosody, target.Surface, UpstreamPaths.Signal("/xmpp-websocket", room, target)), room, shard),
        Surface.Bosh => bosh.SendAsync(context,
            ToShard(shard, shard.Prosody, target.Surface, UpstreamPaths.Signal("/http-bind", room, target)), room, shard),
        _ => ConferenceRequestAsync(context,
            ToShard(shard, shard.Jicofo, target.Surface, UpstreamPaths.Signal("/conference-request/v1", room, target)), room, shard),
    };

    private async Task SocketAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard)
    {
        var connection = connections.Open(room, shard.Id);
        try
        {
            // The shard may have died between the snapshot and the line above: then nobody else ends this connection.
            if (fleet.Current.Find(shard.Id) is not { Health: not ShardHealth.Down })
                connection.End();
            await forward.SendAsync(context, request, isSocket: true, connection.Ended);
        }
        finally
        {
            connections.Close(connection);
        }
    }

    private async Task ConferenceRequestAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard)
    {
        if (await ConferenceRequestBody.ReadAsync(context.Request) is not { } body)
        {
            await problems.WriteAsync(context, new Problem.PayloadTooLarge());
            return;
        }

        if (ConferenceRequestBody.Check(body, room, shard.Host) is { } fault)
        {
            await problems.WriteAsync(context, new Problem.BadRequest(fault));
            return;
        }

        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        // Read here as JSON in UTF-8. In another charset a quotation mark may be half a letter, and the room another one.
        context.Request.ContentType = "application/json";
        context.Request.Headers.Remove("Content-Encoding");
        await forward.SendAsync(context, request, isSocket: false);
    }

    private Task ColibriAsync(HttpContext context, in RequestTarget target)
    {
        var serverId = ColibriTarget.ServerId(target);
        if (serverId.IsEmpty)
            return problems.WriteAsync(context, new Problem.BadRequest("A bridge's address is /colibri-ws/{server-id}/{conference}/{endpoint}?pwd=…"));
        if (fleet.Current.FindBridge(serverId) is not { } bridge)
            return problems.WriteAsync(context, new Problem.NoSuchPage());
        return forward.SendAsync(context, new UpstreamRequest
        {
            Surface = Surface.Colibri,
            Destination = bridge.Address.Prefix,
            PathAndQuery = string.Concat(target.Inner, target.QueryWithMark),
            Host = null,
            Origins = origins,
        }, isSocket: true);
    }

    private Task RedirectAsync(HttpContext context, RoomName room, in RequestTarget target)
    {
        context.Response.Headers.Location = $"{origins.Meeting}/{room.Link}{target.QueryWithMark}";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status302Found;
        return Task.CompletedTask;
    }

    private Task RefuseNameAsync(HttpContext context, RoomNameFault fault) => problems.WriteAsync(context,
        fault == RoomNameFault.Reserved ? new Problem.NoSuchPage() : new Problem.BadRoomName(fault));

    private UpstreamRequest ToWeb(Shard shard, Surface surface, string pathAndQuery, string? cookie = null, bool mayBeCached = true) => new()
    {
        Surface = surface,
        Destination = shard.Address.Prefix,
        PathAndQuery = pathAndQuery,
        Host = shard.Host,
        Origins = origins,
        Shard = shard,
        ShardCookie = cookie,
        MayBeCached = mayBeCached,
    };

    private UpstreamRequest ToShard(Shard shard, ServerAddress server, Surface surface, string pathAndQuery) => new()
    {
        Surface = surface,
        Destination = server.Prefix,
        PathAndQuery = pathAndQuery,
        Host = shard.Host,
        Origins = origins,
        Shard = shard,
    };
}
