using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Storage;

/// <summary>
/// Whole copies of a database, made by SQLite's online backup: what was committed at one moment, also while others write.
/// A copy is one file, for its owner alone, and is there complete or not at all.
/// </summary>
internal static class DatabaseCopy
{
    /// <summary>Writes a copy and checks it; a file of that name is replaced.</summary>
    /// <exception cref="StorageException">The copy is damaged.</exception>
    public static async Task WriteAsync(SqliteConnection from, string path, CancellationToken cancellation)
    {
        var half = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            await new FileStream(half, Database.ForOwnerAlone(FileShare.ReadWrite)).DisposeAsync();
            await using (var to = await OpenAsync(half, SqliteOpenMode.ReadWrite, cancellation))
            {
                from.BackupDatabase(to);
                // As the original is: with a log beside it. A copy that somebody carries away must be one file.
                await to.ExecuteAsync("PRAGMA journal_mode = DELETE");
                await CheckAsync(to, path, cancellation);
            }

            using (var file = File.OpenHandle(half, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(file);
            File.Move(half, path, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>A connection to a file, outside of every pool: a file that is moved must be let go.</summary>
    public static async Task<SqliteConnection> OpenAsync(string path, SqliteOpenMode mode, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            // The provider waits by itself for commands, and not for a backup.
            await connection.ExecuteAsync("PRAGMA busy_timeout = 10000");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads every page.</summary>
    /// <exception cref="StorageException">Something is wrong with one.</exception>
    public static async Task CheckAsync(SqliteConnection connection, string path, CancellationToken cancellation)
    {
        var said = await connection.ExecuteScalarAsync<string>(new CommandDefinition("PRAGMA integrity_check(1)", cancellationToken: cancellation));
        if (said != "ok")
            throw new StorageException($"{path}: the database is damaged ({said?.ReplaceLineEndings(" ")}). Take another copy.");
    }

    /// <summary>A name that no file has: the beginning, the time in UTC, and a number if that is taken.</summary>
    public static string FreeName(string begin, TimeProvider time)
    {
        var name = $"{begin}-{time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        for (var i = 0; ; i++)
        {
            var free = i == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{i + 1}");
            if (!File.Exists(free))
                return free;
        }
    }
}
