using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Rooms;

/// <summary>
/// Changes rooms: each deed with its row of the audit in one transaction, and in force at once when it is committed. What
/// was confirmed is written.
/// </summary>
internal sealed class RoomChanges(Database database, RoomStore store, RoomBook book, AuditLog audit, TimeProvider time)
{
    /// <summary>Claims a free name for an account. The caller has looked whether this account may.</summary>
    public async Task<RoomAnswer> ClaimAsync(Actor actor, RoomName name, string chair)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await store.FindAsync(transaction, name) is not null)
            return new RoomAnswer.Taken();
        var now = time.GetUtcNow();
        await connection.ExecuteAsync("""
            INSERT INTO rooms (room, entry, opens_with_moderator, lock, rights_revision, revision, created_ms)
            VALUES (@Key, 'Everybody', FALSE, 'Open', 1, 1, @nowMs);
            INSERT INTO room_people (room, account, role, since_ms) VALUES (@Key, @chair, 'Chair', @nowMs)
            """, new { name.Key, chair, nowMs = now.ToUnixTimeMilliseconds() }, transaction);
        await audit.AppendAsync(transaction, actor, new("room.claim", name.Key, name.Key));
        return await CommitAsync(transaction, name);
    }

    private async Task<RoomAnswer> CommitAsync(DbTransaction transaction, RoomName name)
    {
        var room = (await store.FindAsync(transaction, name))!;
        await transaction.CommitAsync();
        book.Put(room);
        return new RoomAnswer.Done(room);
    }
}
