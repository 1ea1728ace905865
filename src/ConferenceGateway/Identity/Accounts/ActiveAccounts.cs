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
    private readonly Lock _lock = new();
    private volatile HashSet<string> _ids = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Somebody's account ended: what rests on it ends too. Called behind the commit.</summary>
    public event Action<string>? Ended;

    /// <summary>Reads all accounts.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task LoadAsync()
    {
        try
        {
            await ReadAgainAsync();
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>Reads all accounts again: another process may have changed them.</summary>
    public async Task ReadAgainAsync()
    {
        var before = Interlocked.Read(ref _changes);
        await using var connection = await database.ConnectAsync();
        var read = (await connection.QueryAsync<string>("SELECT id FROM accounts WHERE disabled_ms IS NULL")).ToHashSet(StringComparer.Ordinal);
        List<string> ended;
        lock (_lock)
        {
            // What was committed here since may not be in what was read; the next reading has both.
            if (_changes != before)
                return;
            ended = [.. _ids.Where(id => !read.Contains(id))];
            _ids = read;
        }

        foreach (var id in ended)
            Ended?.Invoke(id);
    }

    /// <summary>Whether that account may sign in now.</summary>
    public bool Has(string id) => _ids.Contains(id);

    /// <summary>What was committed: the account may sign in from now on, or no longer.</summary>
    public void Set(string id, bool isActive)
    {
        lock (_lock)
        {
            _changes++;
            if (_ids.Contains(id) == isActive)
                return;
            var now = new HashSet<string>(_ids, StringComparer.Ordinal);
            if (isActive)
                now.Add(id);
            else
                now.Remove(id);
            _ids = now;
        }

        if (!isActive)
            Ended?.Invoke(id);
    }
}
