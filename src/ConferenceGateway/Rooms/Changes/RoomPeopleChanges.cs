using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using Dapper;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>Whose room it is: co-chairs and moderators come and go, and the chair hands over.</summary>
internal sealed class RoomPeopleChanges(RoomDeeds deeds, AccountStore accounts, TimeProvider time)
{
    /// <summary>More a room has not.</summary>
    public const int MostPeople = 100;

    private const string PutSql = """
        INSERT INTO room_people (room, account, role, since_ms) VALUES (@Key, @account, @role, @nowMs)
        ON CONFLICT (room, account) DO UPDATE SET role = excluded.role, since_ms = excluded.since_ms
        """;

    /// <summary>Makes an account co-chair or moderator, whatever it was before.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">Which room.</param>
    /// <param name="account">The name that they sign in with.</param>
    /// <param name="role">Not the chair: that is handed over.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    public async Task<RoomAnswer> AddAsync(Actor actor, RoomName name, string? account, RoomRole role, long? seen)
    {
        if (await FindAsync(account) is not { } person)
            return new RoomAnswer.NoAccount();
        return await deeds.OnAsync(actor, name, seen, "room.person-add", async (transaction, was) =>
        {
            if (was.RoleOf(person.Id) == RoomRole.Chair)
                return new RoomAnswer.IsChair();
            if (was.RoleOf(person.Id) is null && was.People.Count >= MostPeople)
                return new RoomAnswer.Full(MostPeople);
            await PutAsync(transaction, name, person.Id, role);
            return null;
        });
    }

    /// <summary>An account is nothing here any more. What it is inside as moderator ends; it may come back as anybody else.</summary>
    public Task<RoomAnswer> RemoveAsync(Actor actor, RoomName name, string account, long? seen) => deeds.OnAsync(actor, name, seen, "room.person-remove", async (transaction, was) =>
    {
        if (was.RoleOf(account) is not { } role)
            return new RoomAnswer.NotThere();
        if (role == RoomRole.Chair)
            return new RoomAnswer.IsChair();
        await transaction.Connection!.ExecuteAsync("DELETE FROM room_people WHERE room = @Key AND account = @account", new { name.Key, account }, transaction);
        return null;
    });

    /// <summary>Makes another account the chair; the old one stays as co-chair.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="name">Which room.</param>
    /// <param name="account">The name that the new chair signs in with.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    /// <param name="most">Of how many rooms one account can be the chair; null = any number.</param>
    public async Task<RoomAnswer> HandOverAsync(Actor actor, RoomName name, string? account, long? seen, int? most = null)
    {
        if (await FindAsync(account) is not { } person)
            return new RoomAnswer.NoAccount();
        return await deeds.OnAsync(actor, name, seen, "room.hand-over", async (transaction, was) =>
        {
            if (was.Chair == person.Id)
                return new RoomAnswer.IsChair();
            if (most is { } bound && await CountAsync(transaction, person.Id) >= bound)
                return new RoomAnswer.TooManyRooms(bound);
            if (was.Chair is { } old)
                await PutAsync(transaction, name, old, RoomRole.CoChair);
            await PutAsync(transaction, name, person.Id, RoomRole.Chair);
            return null;
        });
    }

    /// <summary>Of how many rooms an account is the chair.</summary>
    public static Task<int> CountAsync(DbTransaction transaction, string account) => transaction.Connection!.ExecuteScalarAsync<int>(
        "SELECT COUNT(*) FROM room_people WHERE account = @account AND role = 'Chair'", new { account }, transaction);

    private Task<int> PutAsync(DbTransaction transaction, RoomName name, string account, RoomRole role) => transaction.Connection!.ExecuteAsync(
        PutSql, new { name.Key, account, role = role.ToString(), nowMs = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);

    private async Task<Account?> FindAsync(string? typed) =>
        AccountName.TryParse(typed, out var name) && await accounts.FindByNameAsync(name) is { DisabledAt: null } account ? account : null;
}
