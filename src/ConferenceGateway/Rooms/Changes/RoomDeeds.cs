using System.Data.Common;
using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>
/// The frame of every deed on a room: one transaction with the change, its row of the audit and the next revision; in force
/// at once when it is committed. What was confirmed is written, and nothing of it is written half.
/// </summary>
internal sealed class RoomDeeds(Database database, RoomStore store, RoomBook book, AuditLog audit, FleetView fleet) : IDisposable
{
    // The book learns of deeds in the order in which they were committed: a room that was given up does not come back by a
    // deed that was slower to say so.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>A deed is committed and in force: the room before, and now. Whoever hears it waits for nothing, and does not fail.</summary>
    public event Action<Room, Room>? Done;

    /// <summary>Does something with a room.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">Which room.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    /// <param name="action">As the audit calls it.</param>
    /// <param name="deed">Writes; null: done, else why not, and then nothing is written.</param>
    public Task<RoomAnswer> OnAsync(Actor actor, RoomName name, long? seen, string action, Func<DbTransaction, Room, Task<RoomAnswer?>> deed) => InTurnAsync(async transaction =>
    {
        if (await store.FindAsync(transaction, name) is not { } was)
            return new RoomAnswer.Unknown();
        if (seen is not null && seen != was.Revision)
            return new RoomAnswer.Changed(was);
        if (await deed(transaction, was) is { } refusal)
            return refusal;
        await transaction.Connection!.ExecuteAsync("UPDATE rooms SET revision = revision + 1 WHERE room = @Key", new { name.Key }, transaction);
        var now = (await store.FindAsync(transaction, name))!;
        // On a shard without tokens whoever has one open socket can join every meeting: the door would be decoration.
        if (now.IsGuarded && !was.IsGuarded && !fleet.Current.CanGuard)
            return new RoomAnswer.CannotGuard();
        var (before, after) = Differences(was, now);
        await audit.AppendAsync(transaction, actor, new(action, name.Key, now.Shown) { Before = before, After = after });
        await transaction.CommitAsync();
        book.Put(now);
        Done?.Invoke(was, now);
        return new RoomAnswer.Done(now) { Was = was };
    });

    /// <summary>Makes a room of a name that is nobody's.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">Which name.</param>
    /// <param name="action">As the audit calls it.</param>
    /// <param name="deed">Writes the room; null: done, else why not, and then nothing is written.</param>
    public Task<RoomAnswer> BeginAsync(Actor actor, RoomName name, string action, Func<DbTransaction, Task<RoomAnswer?>> deed) => InTurnAsync(async transaction =>
    {
        if (await store.FindAsync(transaction, name) is not null)
            return new RoomAnswer.Taken();
        if (await deed(transaction) is { } refusal)
            return refusal;
        var now = (await store.FindAsync(transaction, name))!;
        await audit.AppendAsync(transaction, actor, new(action, name.Key, now.Shown) { After = Facts(now).Where(fact => fact.Value is { Length: > 0 }).ToDictionary() });
        await transaction.CommitAsync();
        book.Put(now);
        return new RoomAnswer.Done(now);
    });

    /// <summary>Deletes a room with all that belongs to it; its name is free again.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">Which room.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    /// <param name="action">As the audit calls it.</param>
    public Task<RoomAnswer> EndAsync(Actor actor, RoomName name, long? seen, string action) => InTurnAsync(async transaction =>
    {
        if (await store.FindAsync(transaction, name) is not { } was)
            return new RoomAnswer.Unknown();
        if (seen is not null && seen != was.Revision)
            return new RoomAnswer.Changed(was);
        await transaction.Connection!.ExecuteAsync("DELETE FROM rooms WHERE room = @Key", new { name.Key }, transaction);
        await audit.AppendAsync(transaction, actor, new(action, name.Key, was.Shown) { Before = Facts(was).Where(fact => fact.Value is { Length: > 0 }).ToDictionary() });
        await transaction.CommitAsync();
        book.Remove(name);
        return new RoomAnswer.GivenUp(was);
    });

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<RoomAnswer> InTurnAsync(Func<DbTransaction, Task<RoomAnswer>> deed)
    {
        await _turn.WaitAsync();
        try
        {
            await using var connection = await database.ConnectAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            return await deed(transaction);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static (Dictionary<string, string?> Before, Dictionary<string, string?> After) Differences(Room was, Room now)
    {
        var (old, young) = (Facts(was), Facts(now));
        return (Of(old, young), Of(young, old));

        static Dictionary<string, string?> Of(Dictionary<string, string?> these, Dictionary<string, string?> those) =>
            these.Where(fact => those.GetValueOrDefault(fact.Key) != fact.Value).ToDictionary();
    }

    /// <summary>What the audit keeps of a room: that a password was set and when, never which.</summary>
    private static Dictionary<string, string?> Facts(Room room) => new()
    {
        ["title"] = room.Title,
        ["entry"] = room.Entry.ToString(),
        ["opensWithModerator"] = room.OpensWithModerator ? "true" : "false",
        ["lock"] = room.Lock.ToString(),
        ["passwordSet"] = room.PasswordSetAt is { } at ? ShownTime.IsoSeconds(at) : null,
        ["expected"] = room.Expected?.ToString(CultureInfo.InvariantCulture),
        ["maximum"] = room.Maximum?.ToString(CultureInfo.InvariantCulture),
        ["people"] = string.Join(' ', room.People.OrderBy(person => person.Key, StringComparer.Ordinal).Select(person => $"{person.Key}={person.Value}")),
        ["outs"] = string.Join(", ", room.Outs.Values.Select(sent => sent.Name).Order(StringComparer.Ordinal)),
        ["invitations"] = string.Join(", ", room.Invitations.Values.Select(invitation => invitation.Name).Order(StringComparer.Ordinal)),
    };
}
