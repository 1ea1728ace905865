using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>Forwards a signalling socket and counts it while it is open.</summary>
internal sealed class SocketStep(ConnectionTable connections, ShardStep shards, ForwardStep forward)
{
    public async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, Visitor visitor)
    {
        var connection = connections.Open(room, shard.Id, visitor);
        try
        {
            shards.EndIfDown(connection);
            await forward.SendAsync(context, request, connection.Ended);
        }
        finally
        {
            connections.Close(connection);
        }
    }
}
