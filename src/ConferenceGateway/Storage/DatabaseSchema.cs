using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Storage;

/// <summary>
/// Whether a file that somebody brings back holds our tables and nothing else. A database can hold code (views, triggers),
/// and its version is only what it says itself.
/// </summary>
internal static partial class DatabaseSchema
{
    // SQLITE_ERROR: a statement does not fit to the tables that there are.
    private const int SqlError = 1;

    private const string Code = "SELECT COUNT(*) FROM sqlite_master WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'";

    private const string All = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1";

    /// <summary>Before anything is read: a view without end could stand where a table is expected.</summary>
    /// <exception cref="StorageException">It holds code.</exception>
    public static async Task RefuseCodeAsync(SqliteConnection connection, string path)
    {
        if (await connection.ExecuteScalarAsync<long>(Code) > 0)
            throw NotOurs(path);
    }

    /// <summary>Brings it to this program's version; then each table is as the migrations make it.</summary>
    /// <exception cref="StorageException">One is not, or a migration does not find what it changes.</exception>
    public static async Task MigrateAsync(SqliteConnection connection, string path, CancellationToken cancellation)
    {
        try
        {
            await Migrations.ApplyAsync(connection, path, Migrations.All, cancellation);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqlError)
        {
            throw NotOurs(path);
        }

        await using var model = new SqliteConnection("Data Source=:memory:;Pooling=False");
        await model.OpenAsync(cancellation);
        await Migrations.ApplyAsync(model, path, Migrations.All, cancellation);
        if (!(await ReadAsync(model)).SequenceEqual(await ReadAsync(connection)))
            throw NotOurs(path);
    }

    private static async Task<IEnumerable<string>> ReadAsync(SqliteConnection connection) =>
        (await connection.QueryAsync<string>(All)).Select(text => Blanks().Replace(text, " "));

    private static StorageException NotOurs(string path) =>
        new($"--from {path}: its tables are not those of the gateway. Name a file that backup has written.");

    // A line may end in two ways, and means the same.
    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
