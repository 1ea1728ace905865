using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>Signalling: it claims the room's shard, and only ever goes there.</summary>
internal sealed class SignalRequests(
    RoomStep rooms, ShardStep shards, SocketStep sockets, BoshStep bosh, ConferenceRequestStep conferences, FleetView fleet, ProblemWriter problems)
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
        var snapshot = fleet.Current;
        return shards.OfSignal(snapshot, room) is { } shard
            ? SendAsync(context, target, room, shard)
            : ClaimAsync(context, target, snapshot, room);
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
                break;
        }

        return KeepAlive.WriteAsync(context);
    }

    private async Task ClaimAsync(HttpContext context, RequestTarget target, FleetSnapshot snapshot, RoomName room)
    {
        switch (await shards.ClaimAsync(context, snapshot, room))
        {
            case ClaimAnswer.Placed(var shard):
                await SendAsync(context, target, room, shard);
                break;
            case ClaimAnswer.ShardSilent(var wait):
                await problems.WriteAsync(context, new Problem.ShardSilent(StatusCodes.Status503ServiceUnavailable) { RetryAfter = wait });
                break;
            case ClaimAnswer.TooMany(var wait):
                await problems.WriteAsync(context, new Problem.TooManyRooms(wait));
                break;
            default:
                await problems.WriteAsync(context, new Problem.NoShardFree());
                break;
        }
    }

    private Task SendAsync(HttpContext context, in RequestTarget target, RoomName room, Shard shard) => target.Surface switch
    {
        Surface.XmppWebSocket => sockets.SendAsync(context, To(shard.Prosody, "/xmpp-websocket", target, room, shard), room, shard),
        Surface.Bosh => bosh.SendAsync(context, To(shard.Prosody, "/http-bind", target, room, shard), room, shard),
        _ => conferences.SendAsync(context, To(shard.Jicofo, "/conference-request/v1", target, room, shard), room, shard),
    };

    private static UpstreamRequest To(ServerAddress server, string path, in RequestTarget target, RoomName room, Shard shard) =>
        new(target.Surface, shard, server, UpstreamPaths.Signal(path, room, target)) { IsSocket = target.Surface == Surface.XmppWebSocket };
}
