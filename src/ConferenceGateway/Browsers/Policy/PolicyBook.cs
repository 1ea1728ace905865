using System.Data.Common;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Keeps what the requests read in step with the database: at the start, behind each change, and after a restore.</summary>
internal sealed class PolicyBook(PolicyStore store, PolicyView view, Database database) : IDisposable
{
    // One at a time, so that an older reading never comes behind a newer one.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Puts the stored policy in force.</summary>
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

    /// <summary>Reads it again: it was changed, or a copy of the database was brought back meanwhile.</summary>
    /// <exception cref="DbException">The database is away.</exception>
    public async Task ReadAgainAsync()
    {
        await _one.WaitAsync();
        try
        {
            view.Set((await store.CurrentAsync()).Policy);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
