using System.Collections.Concurrent;
using System.Data.Common;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>
/// The ids of all accounts that may sign in, in memory: a door that many pass asks whether an account still holds, and
/// must not ask the database. Thread-safe.
/// </summary>
internal sealed class ActiveAccounts(Database database)
{
    private readonly ConcurrentDictionary<string, bool> _ids = new(StringComparer.Ordinal);

    /// <summary>Somebody's account ended: what rests on it ends too. Called behind the commit.</summary>
    public event Action<string>? Ended;

    /// <summary>Reads all accounts.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task LoadAsync()
    {
        try
        {
            await using var connection = await database.ConnectAsync();
            foreach (var id in await connection.QueryAsync<string>("SELECT id FROM accounts WHERE disabled_ms IS NULL"))
                _ids[id] = true;
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>Whether that account may sign in now.</summary>
    public bool Has(string id) => _ids.ContainsKey(id);

    /// <summary>What was committed: the account may sign in from now on, or no longer.</summary>
    public void Set(string id, bool isActive)
    {
        if (isActive)
            _ids[id] = true;
        else if (_ids.TryRemove(id, out _))
            Ended?.Invoke(id);
    }
}
