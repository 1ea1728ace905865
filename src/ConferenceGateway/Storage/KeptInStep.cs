using System.Data.Common;

namespace ConferenceGateway.Storage;

/// <summary>Keeps what memory answers from in step with the database: at the start, behind each change, after a restore.</summary>
internal abstract class KeptInStep(Database database) : IDisposable
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
            await ReadAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>Reads what is stored and puts it in force.</summary>
    protected abstract Task ReadAsync();
}
