using System.Data.Common;
using System.Globalization;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>Accounts as they are now. Faults of the database come out as they are: sign-in fails closed.</summary>
internal sealed class AccountStore(Database database)
{
    private const string Select = $"SELECT {AccountRow.Columns} FROM accounts ";

    private const int SearchedAtOnce = 500;

    public Task<Account?> FindAsync(string id) => OneAsync(Select + "WHERE id = @id", new { id });

    public Task<Account?> FindByNameAsync(AccountName name) => OneAsync(Select + "WHERE name = @name", new { name = name.Key });

    public Task<Account?> FindBySubjectAsync(string provider, string subject) =>
        OneAsync(Select + "WHERE provider = @provider AND subject = @subject", new { provider, subject });

    /// <summary>In the order of their names, behind the one named.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(string after = "", int count = int.MaxValue)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<AccountRow>(Select + "WHERE name > @after ORDER BY name LIMIT @count", new { after, count })).Select(row => row.ToAccount())];
    }

    /// <summary>
    /// The same, only those whose name or shown name holds the text, whatever its capitals and accents. Searched here and
    /// not by the database, which knows no capitals but those of ASCII.
    /// </summary>
    public async Task<IReadOnlyList<Account>> SearchAsync(string text, string after, int count)
    {
        var found = new List<Account>();
        while (found.Count < count)
        {
            var some = await ListAsync(after, SearchedAtOnce);
            found.AddRange(some.Where(account => Holds(account.Name, text) || Holds(account.DisplayName, text)).Take(count - found.Count));
            if (some.Count < SearchedAtOnce)
                break;
            after = some[^1].Name;
        }

        return found;
    }

    /// <summary>How these accounts are called, by their ids; of an account that is gone there is nothing.</summary>
    public async Task<IReadOnlyDictionary<string, CalledAccount>> CallAsync(IEnumerable<string> ids)
    {
        await using var connection = await database.ConnectAsync();
        return (await connection.QueryAsync<CalledAccount>("SELECT id, name, display_name AS DisplayName FROM accounts WHERE id IN @ids", new { ids })).ToDictionary(account => account.Id);
    }

    /// <summary>Inside a change: the row as that transaction sees it.</summary>
    public static async Task<Account?> FindAsync(DbTransaction transaction, string id) =>
        (await transaction.Connection!.QuerySingleOrDefaultAsync<AccountRow>(Select + "WHERE id = @id", new { id }, transaction))?.ToAccount();

    private static bool Holds(string name, string text) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    private async Task<Account?> OneAsync(string sql, object parameters)
    {
        await using var connection = await database.ConnectAsync();
        return (await connection.QuerySingleOrDefaultAsync<AccountRow>(sql, parameters))?.ToAccount();
    }
}
