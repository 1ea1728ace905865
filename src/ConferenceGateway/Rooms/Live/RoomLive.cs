using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms.Changes;
using Dapper;

namespace ConferenceGateway.Rooms.Live;

/// <summary>
/// What a chair does while people are inside. The deed is written first, then <see cref="RoomEndings"/> ends exactly the
/// connections whose right went with it.
/// </summary>
internal sealed class RoomLive(RoomDeeds deeds, RoomStays stays, ConnectionTable connections, TimeProvider time)
{
    /// <summary>Whoever was sent out stays out this long.</summary>
    public static readonly TimeSpan OutFor = TimeSpan.FromHours(24);

    /// <summary>An app without a ticket shares its address with others, so it is kept out for a shorter time.</summary>
    public static readonly TimeSpan ClientOutFor = TimeSpan.FromMinutes(30);

    /// <summary>Nobody new comes in; whoever is inside stays, and may come back.</summary>
    public Task<RoomAnswer> LockAsync(Actor actor, RoomName room) => deeds.OnAsync(actor, room, null, "room.lock", async (transaction, was) =>
    {
        await SetAsync(transaction, was, RoomLock.Locked, was.RightsRevision);
        await stays.ReplaceAsync(transaction, room, _ => true);
        return null;
    });

    /// <summary>The room is as its settings say; nobody is ended.</summary>
    public Task<RoomAnswer> UnlockAsync(Actor actor, RoomName room) => deeds.OnAsync(actor, room, null, "room.unlock", async (transaction, was) =>
    {
        await SetAsync(transaction, was, RoomLock.Open, was.RightsRevision);
        return null;
    });

    /// <summary>
    /// Nobody new comes in, and whoever is inside without a sign-in or an invitation goes back to the waiting page. Whom the
    /// chair let in before has to be let in again.
    /// </summary>
    public Task<RoomAnswer> StopAsync(Actor actor, RoomName room) => deeds.OnAsync(actor, room, null, "room.stop", async (transaction, was) =>
    {
        await SetAsync(transaction, was, RoomLock.Stopped, was.Revision + 1);
        await stays.ReplaceAsync(transaction, room, visitor => visitor.HasOwnRight);
        return null;
    });

    /// <summary>Sends somebody out, and keeps them out.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="room">Where.</param>
    /// <param name="connection">The person: <see cref="RoomPerson.Id"/>.</param>
    public async Task<RoomAnswer> KickAsync(Actor actor, RoomName room, Guid connection)
    {
        var answer = await deeds.OnAsync(actor, room, null, "room.kick", async (transaction, was) =>
        {
            if (connections.Of(room).LastOrDefault(open => open.Person.Id == connection && !open.IsDismissed) is not { Visitor: var visitor, Person: var person })
                return new RoomAnswer.NotThere();
            if (was.RoleOf(visitor.Account) is not null)
                return new RoomAnswer.Moderates();
            if (RoomEndings.SubjectOf(visitor) is not { } subject)
                return null;
            var name = visitor.Name ?? $"#{person.Number}";
            var untilMs = (time.GetUtcNow() + (visitor.Ticket is null ? ClientOutFor : OutFor)).ToUnixTimeMilliseconds();
            await transaction.Connection!.ExecuteAsync("""
                INSERT INTO room_outs (room, subject, name, until_ms) VALUES (@Key, @subject, @name, @untilMs)
                ON CONFLICT (room, subject) DO UPDATE SET name = excluded.name, until_ms = excluded.until_ms
                """, new { room.Key, subject, name, untilMs }, transaction);
            return null;
        });
        // Whoever came before the name was claimed, or is a service, is known by nothing that could be kept out, and goes all the same.
        if (answer is RoomAnswer.Done)
            connections.Dismiss(room, open => open.Person.Id == connection);
        return answer;
    }

    /// <summary>Ends every connection of the room. Its rights stay as they are: who may enter may come back.</summary>
    public async Task<RoomAnswer> EndAsync(Actor actor, RoomName room)
    {
        var answer = await deeds.OnAsync(actor, room, null, "room.end", (_, _) => Task.FromResult<RoomAnswer?>(null));
        if (answer is RoomAnswer.Done)
            connections.Dismiss(room, _ => true);
        return answer;
    }

    /// <summary>Whoever was sent out may come in again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="room">Where.</param>
    /// <param name="subject"><see cref="RoomOut.Subject"/>.</param>
    public Task<RoomAnswer> TakeBackAsync(Actor actor, RoomName room, string subject) => deeds.OnAsync(actor, room, null, "room.takeback", async (transaction, _) =>
        await transaction.Connection!.ExecuteAsync(
            "DELETE FROM room_outs WHERE room = @Key AND subject = @subject", new { room.Key, subject }, transaction) == 0
            ? new RoomAnswer.NotThere()
            : null);

    private static Task<int> SetAsync(DbTransaction transaction, Room was, RoomLock now, long rightsRevision) => transaction.Connection!.ExecuteAsync(
        "UPDATE rooms SET lock = @lock, rights_revision = @rightsRevision WHERE room = @Key",
        new { was.Name.Key, @lock = now.ToString(), rightsRevision }, transaction);
}
