namespace ConferenceGateway.Storage;

/// <summary>
/// Keeps a second gateway from the same database: both would place rooms, each by its own memory. The lock lies on a file
/// beside the database and goes with the process, however that ends.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _file;

    private DatabaseLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StorageException">Another gateway has it, or the folder cannot be written.</exception>
    public static DatabaseLock Take(Database database)
    {
        var path = database.Path + ".lock";
        try
        {
            return new DatabaseLock(new FileStream(path, Database.ForOwnerAlone(FileShare.None)));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException($"Storage:Path {database.Path}: {e.Message} Choose a folder that the gateway's user may write.", e);
        }
        catch (IOException e)
        {
            throw new StorageException(
                $"Storage:Path {database.Path}: another gateway uses this database ({path} is held). End that one, or name another file.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
