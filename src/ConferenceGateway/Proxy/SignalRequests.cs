using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Connections;
using ConferenceGateway.Tickets;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>Signalling: it claims the room's shard, and only ever goes there.</summary>
internal sealed class SignalRequests(
    RoomStep rooms, MaintenanceStep maintenances, DoorStep doors, TicketStep tickets, VisitorStep visitors, ShardStep shards, JitsiTokens tokens, ForwardStep forward, ConnectionTable connections, Resumptions resumptions, SocketStep sockets, BoshStep bosh, ConferenceRequestStep conferences, FleetView fleet, TimeProvider time, ProblemWriter problems)
{
    /// <summary>A websocket, a BOSH request or a conference request.</summary>
    public Task HandleAsync(HttpContext context, in RequestTarget target)
    {
        switch (new RequestQuery(target.Query).Find("room", out var value))
        {
            case 0:
                return problems.WriteAsync(context, Problem.BadRequest.NoRoom);
            case > 1:
                return problems.WriteAsync(context, Problem.BadRequest.TwoRooms);
        }

        if (rooms.ReadSignal(target.Tenant, value, out var room) is var fault and not RoomNameFault.None)
            return problems.WriteAsync(context, Problem.OfAddress(fault));
        RequestNote.Of(context)?.Room = room.Key;
        if (maintenances.IfClosed() is { } closed)
            return problems.WriteAsync(context, closed);
        var snapshot = fleet.Current;
        var entry = doors.OfSignal(context, target, room);
        if (!entry.IsOpen)
            return RefuseAsync(context, target, snapshot, room, entry);
        return shards.OfSignal(snapshot, room) is { } shard
            ? SendAsync(context, target, room, entry, shard)
            : ClaimAsync(context, target, snapshot, room, entry);
    }

    /// <summary>Answered here: a client only wants to hear that somebody is there, and which shard it is.</summary>
    public Task HandleKeepAliveAsync(HttpContext context, in RequestTarget target)
    {
        switch (new RequestQuery(target.Query).Find("room", out var value))
        {
            case > 1:
                return problems.WriteAsync(context, Problem.BadRequest.TwoRooms);
            case 1:
                if (rooms.ReadSignal(target.Tenant, value, out var room) is var fault and not RoomNameFault.None)
                    return problems.WriteAsync(context, Problem.OfAddress(fault));
                RequestNote.Of(context)?.Room = room.Key;
                ShardHeader.Set(context.Response, shards.OfKeepAlive(fleet.Current, room));
                tickets.Renew(context, doors.OfBrowser(context, room));
                break;
        }

        return KeepAlive.WriteAsync(context);
    }

    private async Task ClaimAsync(HttpContext context, RequestTarget target, FleetSnapshot snapshot, RoomName room, Entry entry)
    {
        switch (await shards.ClaimAsync(context, snapshot, room))
        {
            case ClaimAnswer.Placed(var shard):
                await SendAsync(context, target, room, entry, shard);
                break;
            case ClaimAnswer.ShardSilent(var wait):
                await problems.WriteAsync(context, new Problem.ShardSilent(StatusCodes.Status503ServiceUnavailable) { RetryAfter = wait });
                break;
            case ClaimAnswer.NoNewRooms(var maintenance):
                await problems.WriteAsync(context, MaintenanceProblem.Of(maintenance, time));
                break;
            case ClaimAnswer.TooMany(var wait):
                await problems.WriteAsync(context, new Problem.TooManyRooms(wait));
                break;
            default:
                await problems.WriteAsync(context, new Problem.NoShardFree());
                break;
        }
    }

    /// <summary>
    /// A browser asks from a page that has shown the door; it is told no. An app has no page of ours: Prosody's own refusal
    /// leads it to the door, so a shard that checks tokens gets its request, without one. It places no room.
    /// </summary>
    private Task RefuseAsync(HttpContext context, in RequestTarget target, FleetSnapshot snapshot, RoomName room, in Entry entry)
    {
        var isApp = entry.Service is null && !VisitorStep.IsBrowser(context.Request);
        if (target.Surface == Surface.Bosh)
        {
            // The door may have shut behind whoever is inside.
            var home = shards.OfSignal(snapshot, room) ?? (isApp ? shards.OfPage(context, snapshot, room) : null);
            return home is null ? problems.WriteAsync(context, new Problem.DoorClosed()) : bosh.SendAsync(context, To(target, room, home), room, home, entry);
        }

        // Jicofo asks for no token and opens whatever room it is told.
        return isApp && target.Surface == Surface.XmppWebSocket && shards.OfPage(context, snapshot, room) is { GuardsRooms: true } shard
            ? forward.SendAsync(context, To(target, room, shard), connections.Ended)
            : problems.WriteAsync(context, new Problem.DoorClosed());
    }

    private Task SendAsync(HttpContext context, in RequestTarget target, RoomName room, in Entry entry, Shard shard)
    {
        if (target.Surface == Surface.Bosh)
        {
            tickets.Renew(context, entry);
            return bosh.SendAsync(context, To(target, room, shard), room, shard, entry);
        }

        if (GoesRoundReservations(target, shard))
            return problems.WriteAsync(context, new Problem.NoSuchPage());
        var visitor = visitors.Of(context, room, entry);
        var wanted = UpstreamPaths.ResumptionOf(target);
        var resumption = wanted is not null && resumptions.MayTakeUp(wanted, room, shard.Id, visitor) ? wanted : null;
        var request = To(target, room, shard, resumption) with { Token = tokens.Make(shard, room, visitor) };
        return target.Surface == Surface.XmppWebSocket
            ? sockets.SendAsync(context, request, room, shard, entry, visitor, resumption)
            : conferences.SendAsync(context, request, room, shard);
    }

    // Jicofo opens a room without asking anybody, where it is asked over HTTP.
    private static bool GoesRoundReservations(in RequestTarget target, Shard shard) =>
        target.Surface == Surface.ConferenceRequest && shard.Reservations is not null;

    private static UpstreamRequest To(in RequestTarget target, RoomName room, Shard shard, string? resumption = null)
    {
        var (server, path) = target.Surface switch
        {
            Surface.XmppWebSocket => (shard.Prosody, "/xmpp-websocket"),
            Surface.Bosh => (shard.Prosody, "/http-bind"),
            _ => (shard.Jicofo, "/conference-request/v1"),
        };
        return new(target.Surface, shard, server, UpstreamPaths.Signal(path, room, target, resumption)) { IsSocket = target.Surface == Surface.XmppWebSocket };
    }
}
