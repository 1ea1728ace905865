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
    public static DatabaseLock Take(Database database) => Take(database.Path);

    /// <summary>Takes the lock of a database file that is not open.</summary>
    /// <exception cref="StorageException">Another gateway has it, or the folder cannot be written.</exception>
    public static DatabaseLock Take(string database)
    {
        var path = database + ".lock";
        try
        {
            return new DatabaseLock(new FileStream(path, Database.ForOwnerAlone(FileShare.None)));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException($"Storage:Path {database}: {e.Message} Choose a folder that the gateway's user may write.", e);
        }
        catch (IOException e)
        {
            throw new StorageException(
                $"Storage:Path {database}: another gateway uses this database ({path} is held). End that one, or name another file.", e);
        }
    }

    /// <summary>Takes the lock, or null: a gateway runs.</summary>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public static DatabaseLock? TryTake(string database)
    {
        try
        {
            return Take(database);
        }
        catch (StorageException e) when (e.InnerException is IOException and not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
