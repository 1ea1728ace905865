using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms.Changes;
using Dapper;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>Sets, changes and removes the password of a room.</summary>
internal sealed class RoomPasswordChanges(RoomDeeds deeds, RoomPasswords passwords, RoomStays stays, ConnectionTable connections, TimeProvider time)
{
    /// <summary>Sets a password. Once the answer is there, the old one opens nothing.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">Which room.</param>
    /// <param name="password">As <see cref="NewPassword.Read"/> has read it.</param>
    /// <param name="stay">Whether whoever is inside stays; else all who are neither signed in nor invited are asked again.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    /// <param name="cancellation">Whoever wanted it leaves before it is hashed.</param>
    public async Task<RoomAnswer> SetAsync(Actor actor, RoomName name, string password, bool stay, long? seen = null, CancellationToken cancellation = default)
    {
        // Hashing takes tens of milliseconds: not within the transaction, for which others wait.
        if (await passwords.HashAsync(password, cancellation) is not { } hashes)
            return new RoomAnswer.Busy();
        var answer = await PutAsync(actor, name, hashes, stay, seen, "room.password");
        if (answer is RoomAnswer.Done { Room: var room })
            passwords.Remember(room, password);
        return answer;
    }

    /// <summary>From now on nobody is asked for a password. Whoever is inside stays.</summary>
    public Task<RoomAnswer> RemoveAsync(Actor actor, RoomName name, long? seen = null) => PutAsync(actor, name, null, stay: true, seen, "room.password-remove");

    private async Task<RoomAnswer> PutAsync(Actor actor, RoomName name, RoomPasswordHashes? hashes, bool stay, long? seen, string action)
    {
        var answer = await deeds.OnAsync(actor, name, seen, action, async (transaction, was) =>
        {
            if (hashes is null && !was.HasPassword)
                return new RoomAnswer.NotThere();
            await transaction.Connection!.ExecuteAsync("""
                UPDATE rooms SET password_hash = @exact, password_small_hash = @small, password_set_ms = @setMs, rights_revision = revision + 1
                WHERE room = @Key
                """, new { name.Key, exact = hashes?.Exact, small = hashes?.Small, setMs = hashes is null ? (long?)null : time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
            await stays.ReplaceAsync(transaction, name, _ => stay);
            return null;
        });
        // Whoever came while nobody was asked has no ticket that could have ended.
        if (answer is RoomAnswer.Done && !stay)
            connections.Dismiss(name, connection => connection.Visitor is { Ticket: null, HasOwnRight: false });
        return answer;
    }
}
