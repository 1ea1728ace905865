using System.Collections.Frozen;
using System.Data.Common;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Fleet.Wanting;

/// <summary>Keeps what is wanted of the fleet in the published snapshot, in step with the database: at the start, behind each deed, after a restore.</summary>
internal sealed class WantedBook(WantedStore store, FleetView fleet, Database database) : IDisposable
{
    // One at a time, so that an older reading never comes behind a newer one.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Puts in force what is stored.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
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

    /// <summary>Reads it again: it was changed, or a copy of the database was brought back.</summary>
    /// <exception cref="DbException">The database is away.</exception>
    public async Task ReadAgainAsync()
    {
        await _one.WaitAsync();
        try
        {
            fleet.SetWanted((await store.AllAsync()).ToFrozenDictionary(row => row.Node, row => row.ToWanted(), StringComparer.Ordinal));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
