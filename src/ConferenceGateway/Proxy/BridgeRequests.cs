using ConferenceGateway.Connections;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>A bridge's socket. The bridge comes from the configuration by its server-id, never from the path.</summary>
internal sealed class BridgeRequests(ForwardStep forward, ConnectionTable connections, FleetView fleet, ProblemWriter problems)
{
    public Task HandleAsync(HttpContext context, in RequestTarget target)
    {
        var serverId = ColibriTarget.ServerId(target);
        if (serverId.IsEmpty)
            return problems.WriteAsync(context, new Problem.BadRequest("A bridge's address is /colibri-ws/{server-id}/{conference}/{endpoint}?pwd=…"));
        var snapshot = fleet.Current;
        if (snapshot.FindBridge(serverId) is not { } bridge)
            return problems.WriteAsync(context, new Problem.NoSuchPage());
        RequestNote.Of(context)?.Shard = snapshot.Shards.FirstOrDefault(state => state.Shard.Bridges.Contains(bridge))?.Id.Name;
        return forward.SendAsync(
            context,
            new UpstreamRequest(Surface.Colibri, Shard: null, bridge.Address!, string.Concat(target.Inner, target.QueryWithMark)) { IsSocket = true },
            connections.Ended);
    }
}
