using Dapper;
using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Storage;

/// <summary>
/// In what condition a database is, as this process sees it. Nothing is made, migrated or kept, and a gateway may be
/// running on it.
/// </summary>
internal sealed record DatabaseCondition
{
    /// <summary>The file, as an absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is there.</summary>
    public bool Exists { get; init; }

    /// <summary>Why it cannot be written, in a sentence; null: it can, or it can be made.</summary>
    public string? Fault { get; init; }

    /// <summary>The newest migration that ran on it; null: unknown, or no database yet.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The newest migration that this program has.</summary>
    public int KnownVersion { get; init; } = Migrations.Newest;

    /// <summary>Free for this user on its file system; null: unknown.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>Who may do what with the file; null: no file, or a system without modes.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Looks at it.</summary>
    public static async Task<DatabaseCondition> ReadAsync(string path, CancellationToken cancellation)
    {
        string full;
        try
        {
            full = System.IO.Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            return new DatabaseCondition { Path = path.Replace('\0', '·'), Fault = "this is no path of a file." };
        }

        var condition = new DatabaseCondition { Path = full, FreeBytes = FreeBytesAt(full), Exists = File.Exists(full) };
        if (Directory.Exists(full))
            return condition with { Fault = "this is a folder. Name a file in it." };
        // SQLite writes files beside its file, so the folder counts too.
        var fault = FaultOfFolder(full);
        if (!condition.Exists)
            return condition with { Fault = fault };
        try
        {
            condition = condition with { Mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(full) };
            return await TryWriteAsync(full, cancellation) is { } version
                ? condition with { SchemaVersion = version, Fault = fault }
                : condition with { Fault = Migrations.Stranger };
        }
        catch (SqliteException e)
        {
            return condition with { Fault = Database.Explain(e) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return condition with { Fault = e.Message };
        }
    }

    /// <summary>Takes the writers' place and gives it back. Returns the schema's version, 0 of an empty database, or null of another program's.</summary>
    private static async Task<int?> TryWriteAsync(string path, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 2,
        }.ToString());
        await connection.OpenAsync(cancellation);
        await connection.ExecuteAsync("BEGIN IMMEDIATE");
        try
        {
            return await Migrations.IsForeignAsync(connection, cancellation) ? null : await Migrations.VersionAsync(connection, path, cancellation);
        }
        finally
        {
            await connection.ExecuteAsync("ROLLBACK");
        }
    }

    /// <summary>Missing folders are made at the start of a gateway: then the last one that is there counts.</summary>
    private static string? FaultOfFolder(string file)
    {
        var folder = Existing(file);
        var trial = System.IO.Path.Combine(folder, $".gateway-check-{Guid.NewGuid():N}");
        try
        {
            // Only trying tells: modes, access lists, quotas and read-only mounts all have a say. It goes as it comes.
            using var written = new FileStream(trial, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            written.Write("gateway"u8);
            written.Flush();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the folder {folder} cannot be written ({e.Message.Replace(trial, folder, StringComparison.Ordinal)}).";
        }
    }

    private static long? FreeBytesAt(string file)
    {
        try
        {
            return new DriveInfo(Existing(file)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Existing(string file)
    {
        var folder = System.IO.Path.GetDirectoryName(file);
        while (folder is not null && !Directory.Exists(folder))
            folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? System.IO.Path.GetPathRoot(file) ?? file;
    }
}
