using Dapper;
using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Storage;

/// <summary>What the commands <c>backup</c> and <c>restore</c> do.</summary>
internal static class DatabaseBackup
{
    private const int Damaged = 11;
    private const int NoDatabase = 26;

    // The file itself and what lies beside it while it is in use.
    private static readonly string[] OfDatabase = ["", "-wal", "-shm", ".lock"];

    /// <summary>Copies the database, whether a gateway uses it or not.</summary>
    /// <returns>The schema version of the copy.</returns>
    /// <exception cref="StorageException">It cannot be read, or the copy cannot be written.</exception>
    public static async Task<int> BackupAsync(string database, string to, bool replaces, CancellationToken cancellation)
    {
        var path = Database.Absolute(database);
        to = Path.GetFullPath(to);
        if (!File.Exists(path))
            throw new StorageException($"Storage:Path {path}: there is no database yet. A gateway makes it at its first start.");
        if (OfDatabase.Any(end => Real(to) == Real(path) + end))
            throw new StorageException($"--to {to}: this is the database itself. Name another file.");
        if (Directory.Exists(to))
            throw new StorageException($"--to {to}: this is a folder. Name a file in it.");
        if (!replaces && File.Exists(to))
            throw new StorageException($"--to {to}: this file exists. Name another one, or add --force to replace it.");
        return await SayingAsync($"Storage:Path {path}", $"--to {to}", async () =>
        {
            await using var from = await DatabaseCopy.OpenAsync(path, SqliteOpenMode.ReadWrite, cancellation);
            var version = await Migrations.VersionAsync(from, path, cancellation);
            await DatabaseCopy.WriteAsync(from, to, cancellation);
            return version;
        });
    }

    /// <summary>
    /// Brings a copy back: its content is put into the database in one transaction. A gateway that runs on it notices the
    /// mark that comes with it, and reads it again. A database that is damaged makes way instead.
    /// </summary>
    /// <exception cref="StorageException">The copy cannot be used, or the database cannot be written.</exception>
    public static Task<Restored> RestoreAsync(string database, string from, TimeProvider time, CancellationToken cancellation)
    {
        var path = Database.Absolute(database);
        from = Path.GetFullPath(from);
        if (!File.Exists(from))
            throw new StorageException($"--from {from}: there is no such file.");
        if (from == path)
            throw new StorageException($"--from {from}: this is the database itself. Name a copy.");
        // A pipe has no length, and would be waited for for ever.
        if (new FileInfo(Real(from)).Length == 0)
            throw new StorageException($"--from {from}: this is no database of the gateway. Name a file that backup has written.");
        return SayingAsync($"--from {from}", $"Storage:Path {path}", async () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var staged = $"{path}.{Path.GetRandomFileName()}.part";
            try
            {
                var version = await StageAsync(from, staged, cancellation);
                using var alone = DatabaseLock.TryTake(path);
                var kept = File.Exists(path) ? DatabaseCopy.FreeName($"{path}.before-restore", time) : null;
                if (kept is null)
                    File.Move(staged, path);
                else if (alone is null)
                    await PutInAsync(staged, path, kept, cancellation);
                else
                    await PutInOrInPlaceAsync(staged, path, kept, cancellation);
                return new Restored(version, kept, IsLive: alone is null);
            }
            finally
            {
                File.Delete(staged);
            }
        });
    }

    /// <summary>A copy of the copy, checked and brought up to date, in which nobody is signed in: what was handed over stays as it is.</summary>
    private static async Task<int> StageAsync(string from, string staged, CancellationToken cancellation)
    {
        int version;
        await using (var source = await DatabaseCopy.OpenAsync(from, SqliteOpenMode.ReadOnly, cancellation))
        {
            await DatabaseSchema.RefuseCodeAsync(source, from);
            version = await Migrations.VersionAsync(source, from, cancellation);
            if (version == 0)
                throw new StorageException($"--from {from}: this is no database of the gateway. Name a file that backup has written.");
            if (version > Migrations.Newest)
                throw Migrations.TooNew(from, version, Migrations.Newest);
            await DatabaseCopy.CheckAsync(source, from, cancellation);
            await DatabaseCopy.WriteAsync(source, staged, cancellation);
        }

        await using var copy = await DatabaseCopy.OpenAsync(staged, SqliteOpenMode.ReadWrite, cancellation);
        await DatabaseSchema.MigrateAsync(copy, from, cancellation);
        // What was ended since the copy was made must not open anything again: everybody signs in anew.
        await copy.ExecuteAsync("DELETE FROM sessions; DELETE FROM password_links");
        return version;
    }

    /// <summary>Puts the content into the file that is there, which keeps its owner and is never half.</summary>
    private static async Task PutInAsync(string staged, string path, string kept, CancellationToken cancellation, bool isLive = true)
    {
        await using var database = await DatabaseCopy.OpenAsync(path, SqliteOpenMode.ReadWrite, cancellation);
        if (isLive && await Migrations.VersionAsync(database, path, cancellation) is var running && running != Migrations.Newest)
            throw new StorageException($"Storage:Path {path}: a gateway with schema version {running} runs on it, this program has {Migrations.Newest}. End that gateway first.");
        await DatabaseCopy.WriteAsync(database, kept, cancellation);
        await using var source = await DatabaseCopy.OpenAsync(staged, SqliteOpenMode.ReadWrite, cancellation);
        await RestoreMark.SetAsync(source, await RestoreMark.ReadAsync(database) + 1);
        source.BackupDatabase(database);
    }

    private static async Task PutInOrInPlaceAsync(string staged, string path, string kept, CancellationToken cancellation)
    {
        try
        {
            await PutInAsync(staged, path, kept, cancellation, isLive: false);
        }
        catch (Exception e) when (e is StorageException or SqliteException { SqliteErrorCode: Damaged or NoDatabase })
        {
            // It is damaged, and that may be the reason why somebody restores: it is kept as it is.
            foreach (var beside in (string[])["", "-wal", "-shm"])
            {
                if (File.Exists(path + beside))
                    File.Move(path + beside, kept + beside, overwrite: true);
            }

            File.Move(staged, path);
        }
    }

    private static string Real(string path) => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    private static async Task<T> SayingAsync<T>(string reading, string writing, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException e)
        {
            // A fault in opening or reading is the source's; only a full or read-only disk is the other's.
            throw new StorageException($"{(e.SqliteErrorCode is 8 or 13 ? writing : reading)}: {Database.Explain(e)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{writing}: {e.Message}", e);
        }
    }

    /// <summary>What came of it.</summary>
    /// <param name="Version">The schema version of the copy that was brought back.</param>
    /// <param name="Kept">Where the database lies that was there before; null if there was none.</param>
    /// <param name="IsLive">Whether a gateway runs on it, which reads it within seconds.</param>
    internal sealed record Restored(int Version, string? Kept, bool IsLive);
}
