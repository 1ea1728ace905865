using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Storage;

/// <summary>
/// The embedded database: one SQLite file in WAL mode. <c>synchronous=FULL</c>, because a claim that was answered must
/// survive a power cut.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly DbDataSource _source;

    private Database(string path, DbDataSource source)
    {
        Path = path;
        _source = source;
    }

    /// <summary>The file, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>Opens the file, makes it if it is missing, and brings its tables up to date.</summary>
    /// <exception cref="StorageException">The folder or file cannot be used, or it is no database of ours.</exception>
    /// <param name="path">The file; relative to the working folder.</param>
    /// <param name="migrations">The tables; null for those of this program.</param>
    /// <param name="time">The clock that names the copy of an older database.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Database> OpenAsync(
        string path, IReadOnlyList<Migration>? migrations = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var all = migrations ?? Migrations.All;
        var full = Absolute(path);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full) ?? full);
            if (Directory.Exists(full))
                throw new StorageException($"Storage:Path {full}: this is a folder. Name a file in it, for example {System.IO.Path.Combine(full, "gateway.db")}.");
            // The names of open rooms are the keys to them.
            if (!File.Exists(full))
                await new FileStream(full, ForOwnerAlone(FileShare.ReadWrite)).DisposeAsync();
            var database = new Database(full, new SqliteDataSource(full));
            await using var connection = await database.ConnectAsync(cancellation);
            var version = await Migrations.VersionAsync(connection, full, cancellation);
            if (version > 0 && version < all[^1].Version)
                await ModerniseAsync(connection, full, version, all, time ?? TimeProvider.System, cancellation);
            else
                await Migrations.ApplyAsync(connection, full, all, cancellation);
            await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancellation);
            return database;
        }
        catch (SqliteException e)
        {
            throw Fault(full, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"Storage:Path {full}: {e.Message} Choose a folder that the gateway's user may write.", e);
        }
    }

    /// <summary>
    /// A connection, ready to use; dispose it soon, it goes back to a pool. <c>BeginTransactionAsync</c> takes the writers'
    /// place at once (BEGIN IMMEDIATE): what a transaction has read cannot be outdated when it writes.
    /// </summary>
    public async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellation = default) =>
        await _source.OpenConnectionAsync(cancellation);

    /// <summary>The same for those whose callers cannot wait asynchronously.</summary>
    public DbConnection Connect() => _source.OpenConnection();

    /// <summary>A fault as the reason for which a gateway does not start.</summary>
    public StorageException Fault(DbException fault) => Fault(Path, fault);

    /// <summary>What a fault of SQLite means to the person who has to mend it.</summary>
    public static string Explain(DbException fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        8 => "the database can only be read. Give the gateway's user the right to write the file and its folder.",
        10 => $"the disk does not read or write ({fault.Message}).",
        11 => "the database is damaged. Move the file away (the gateway starts with an empty one) or bring back a copy.",
        13 => "the disk is full. Make room; the gateway writes again by itself.",
        14 => "the database cannot be opened. The folder must exist, and the gateway's user must own the file, if it is there, and be able to write in the folder.",
        26 => "this file is no SQLite database. Name another file, or move this one away.",
        5 or 6 => "another process holds the database. Only one gateway may use one file.",
        _ => fault.Message,
    };

    /// <summary>Whether a row is there already that the statement's row cannot stand beside: a unique column or a primary key.</summary>
    public static bool IsTaken(DbException fault) => fault is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>How a file of ours is made if it is missing: no other user reads it.</summary>
    public static FileStreamOptions ForOwnerAlone(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _source.DisposeAsync();

    /// <summary>Migrates a database that somebody has used, and keeps what it was: the program before knows only that.</summary>
    private static async Task ModerniseAsync(
        DbConnection connection, string path, int version, IReadOnlyList<Migration> all, TimeProvider time, CancellationToken cancellation)
    {
        // A gateway of the version before may still run on it.
        using var alone = DatabaseLock.Take(path);
        var copy = DatabaseCopy.FreeName($"{path}.schema-{version}", time);
        await DatabaseCopy.WriteAsync((SqliteConnection)connection, copy, cancellation);
        await Migrations.ApplyAsync(connection, path, all, cancellation);
    }

    /// <summary>A path of the settings, made absolute.</summary>
    /// <exception cref="StorageException">It is no path.</exception>
    public static string Absolute(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (ArgumentException e)
        {
            throw new StorageException($"Storage:Path \"{path.Replace('\0', '·')}\": this is no path of a file.", e);
        }
    }

    private static StorageException Fault(string path, DbException fault) =>
        new($"Storage:Path {path}: {Explain(fault)}", fault);

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
