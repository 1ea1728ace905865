using System.Data.Common;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using Dapper;

namespace ConferenceGateway.Rooms;

/// <summary>Writes down who is inside while a door changes, so that they may come back when their connection breaks.</summary>
internal sealed class RoomStays(ConnectionTable connections, TimeProvider time)
{
    /// <summary>As long as a browser's ticket.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(12);

    /// <summary>Whoever is inside now may come back, beside those who may already.</summary>
    public async Task AddAsync(DbTransaction transaction, RoomName room)
    {
        var untilMs = (time.GetUtcNow() + Age).ToUnixTimeMilliseconds();
        var inside = connections.InsideOf(room).Select(visitor => visitor.Ticket).OfType<string>().Distinct();
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO room_stays (room, ticket, until_ms) VALUES (@Key, @ticket, @untilMs) ON CONFLICT (room, ticket) DO UPDATE SET until_ms = excluded.until_ms",
            inside.Select(ticket => new { room.Key, ticket, untilMs }), transaction);
    }

    /// <summary>Nobody may come back without the door.</summary>
    public static Task ClearAsync(DbTransaction transaction, RoomName room) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM room_stays WHERE room = @Key", new { room.Key }, transaction);
}
