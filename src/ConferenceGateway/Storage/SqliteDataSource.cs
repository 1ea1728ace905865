using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ConferenceGateway.Storage;

/// <summary>
/// SQLite's provider has no <see cref="DbDataSource"/> of its own; this one adds what every connection needs.
/// </summary>
internal sealed class SqliteDataSource(string path) : DbDataSource
{
    private const string Pragmas = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON";

    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        // Seconds. Writers are few and short; who waits longer waits for another process, and a member waits with it.
        DefaultTimeout = 2,
    }.ToString();

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        // Pooled connections keep the file open; a file that is moved or restored must be let go.
        await using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        await base.DisposeAsyncCore();
    }
}
