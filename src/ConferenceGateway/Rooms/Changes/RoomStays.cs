using System.Data.Common;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Tickets;
using Dapper;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>Writes down who is inside while a door changes, so that they may come back when their connection breaks.</summary>
internal sealed class RoomStays(ConnectionTable connections, TimeProvider time)
{
    /// <summary>Whoever was inside when the door changed may come back this long: as long as a browser's ticket lives.</summary>
    public static readonly TimeSpan Age = TicketOffice.BrowserAge;

    /// <summary>Whoever is inside now may come back, beside those who may already.</summary>
    public async Task AddAsync(DbTransaction transaction, RoomName room, Func<Visitor, bool>? may = null)
    {
        var untilMs = (time.GetUtcNow() + Age).ToUnixTimeMilliseconds();
        var inside = connections.InsideOf(room).Where(may ?? (_ => true)).Select(visitor => visitor.Ticket).OfType<string>().Distinct();
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO room_stays (room, ticket, until_ms) VALUES (@Key, @ticket, @untilMs) ON CONFLICT (room, ticket) DO UPDATE SET until_ms = excluded.until_ms",
            inside.Select(ticket => new { room.Key, ticket, untilMs }), transaction);
    }

    /// <summary>Only these of whoever is inside now may come back, and nobody of before.</summary>
    public async Task ReplaceAsync(DbTransaction transaction, RoomName room, Func<Visitor, bool> may)
    {
        await transaction.Connection!.ExecuteAsync("DELETE FROM room_stays WHERE room = @Key", new { room.Key }, transaction);
        await AddAsync(transaction, room, may);
    }
}
