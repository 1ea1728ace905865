using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Proxy.Carrying;

namespace ConferenceGateway.Proxy;

/// <summary>Forwards a signalling socket and counts it while it is open.</summary>
internal sealed class SocketStep(
    ConnectionTable connections, Resumptions resumptions, DoorStep doors, ShardStep shards, ForwardStep forward, TimeProvider time)
{
    public async Task SendAsync(HttpContext context, UpstreamRequest request, RoomName room, Shard shard, Entry entry, Visitor visitor, string? resumption)
    {
        var connection = connections.Open(room, shard.Id, visitor);
        if (resumption is not null)
            resumptions.TakeUp(resumption, connection);
        try
        {
            shards.EndIfGone(connection);
            doors.DismissIfShut(context, connection, entry.Ticket);
            await forward.SendAsync(context, request with { Connection = connection, Carry = to => Carry(connection, to) }, connection.Ended);
        }
        finally
        {
            connections.Close(connection);
        }
    }

    private SignalStream Carry(Connection connection, Stream to)
    {
        var carried = new SignalStream(to, new ResumptionWatch(id => resumptions.Learn(id, connection)), time);
        // Where it comes too late the end has fired already, and both sides are about to be closed.
        connection.TryCarry(carried.LeaveAsync);
        return carried;
    }
}
