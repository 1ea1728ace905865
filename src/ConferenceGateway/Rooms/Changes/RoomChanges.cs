using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using Dapper;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>
/// A room from its claim to its end, and its settings; passwords, people and invitations have changes of their own. Each
/// deed stands in the frame of <see cref="RoomDeeds"/>.
/// </summary>
internal sealed class RoomChanges(RoomDeeds deeds, RoomStays stays, ConnectionTable connections, RoomsOptions options, TimeProvider time)
{
    /// <summary>Claims a free name for an account. The caller has looked whether this account may.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">The name.</param>
    /// <param name="chair">The id of the account.</param>
    /// <param name="most">Of how many rooms this account can be the chair; null = any number.</param>
    public Task<RoomAnswer> ClaimAsync(Actor actor, RoomName name, string chair, int? most = null) => deeds.BeginAsync(actor, name, "room.claim", async transaction =>
    {
        if (most is { } bound && await RoomPeopleChanges.CountAsync(transaction, chair) >= bound)
            return new RoomAnswer.TooManyRooms(bound);
        // Counting goes on from the clock: what was given to a visitor of an earlier room of that name opens nothing here.
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        await transaction.Connection!.ExecuteAsync("""
            INSERT INTO rooms (room, entry, opens_with_moderator, lock, rights_revision, revision, created_ms)
            VALUES (@Key, 'Everybody', FALSE, 'Open', @nowMs, @nowMs, @nowMs);
            INSERT INTO room_people (room, account, role, since_ms) VALUES (@Key, @chair, 'Chair', @nowMs)
            """, new { name.Key, chair, nowMs }, transaction);
        return null;
    });

    /// <summary>Gives a room these settings. Whoever is inside stays, and may come back.</summary>
    public Task<RoomAnswer> ChangeAsync(Actor actor, RoomName name, RoomSettings settings, long? seen) => deeds.OnAsync(actor, name, seen, "room.change", async (transaction, was) =>
    {
        await transaction.Connection!.ExecuteAsync("""
            UPDATE rooms SET title = @Title, entry = @entry, opens_with_moderator = @OpensWithModerator, expected = @Expected, maximum = @Maximum
            WHERE room = @Key
            """, new { name.Key, settings.Title, entry = settings.Entry.ToString(), settings.OpensWithModerator, settings.Expected, settings.Maximum }, transaction);
        if (settings.Entry != was.Entry || settings.OpensWithModerator != was.OpensWithModerator)
            await stays.AddAsync(transaction, name);
        return null;
    });

    /// <summary>Gives a room up. Where unclaimed names are not for everybody, its meeting ends with it.</summary>
    public async Task<RoomAnswer> GiveUpAsync(Actor actor, RoomName name, long? seen)
    {
        var answer = await deeds.EndAsync(actor, name, seen, "room.give-up");
        if (answer is RoomAnswer.GivenUp && options.Unclaimed != UnclaimedRooms.Everybody)
            connections.Dismiss(name, _ => true);

        return answer;
    }
}
