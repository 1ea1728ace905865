using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>What a page loads: <c>config.js</c>, scripts, styles, pictures, Etherpad, the whiteboard.</summary>
internal sealed class FileRequests(
    RoomStep rooms, ShardStep shards, ForwardStep forward, ConnectionTable connections, FleetView fleet, ProblemWriter problems)
{
    /// <summary>A file, or a socket of Etherpad or the whiteboard.</summary>
    public Task HandleAsync(HttpContext context, in RequestTarget target, bool isSocket) =>
        SendGuessedAsync(context, target.Surface, UpstreamPaths.File(target), isSocket);

    /// <summary><c>config.js</c>: apps say for which room they want it, pages do not.</summary>
    public Task HandleConfigAsync(HttpContext context, in RequestTarget target)
    {
        switch (new RequestQuery(target.Query).Find("room", out var value))
        {
            case 0:
                rooms.ReadTenant(target.Tenant, out var tenant);
                return SendGuessedAsync(context, Surface.Config, UpstreamPaths.Config(tenant, null, target), isSocket: false);
            case > 1:
                return problems.WriteAsync(context, Problem.BadRequest.TwoRooms);
        }

        if (rooms.ReadSignal(target.Tenant, value, out var room) is var fault and not RoomNameFault.None)
            return problems.WriteAsync(context, Problem.OfAddress(fault));
        RequestNote.Of(context)?.Room = room.Key;
        return shards.OfPage(context, fleet.Current, room) is { } shard
            ? forward.SendAsync(context, new UpstreamRequest(
                Surface.Config, shard, shard.Address, UpstreamPaths.Config(room.LinkTenant, room.LinkRoom, target)))
            : problems.WriteAsync(context, new Problem.NoShardFree());
    }

    private Task SendGuessedAsync(HttpContext context, Surface surface, string pathAndQuery, bool isSocket)
    {
        var (shard, isGuess) = shards.OfFile(context, fleet.Current);
        return shard is null
            ? problems.WriteAsync(context, new Problem.NoShardFree())
            : forward.SendAsync(context, new UpstreamRequest(surface, shard, shard.Address, pathAndQuery)
            {
                IsSocket = isSocket,
                MayBeCached = !isGuess,
                // Their sockets stay open as long as a meeting does, and their long polls as long as a minute.
            }, SurfaceTable.TakesSockets(surface) ? connections.Ended : default);
    }
}
