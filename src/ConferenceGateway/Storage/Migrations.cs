using System.Data.Common;
using System.Globalization;
using Dapper;

namespace ConferenceGateway.Storage;

/// <summary>
/// The tables, as plain SQL files that are embedded in the program: <c>0001_name.sql</c>, <c>0002_name.sql</c> … Each runs
/// once: what is missing runs in one transaction, with the question what is missing and the note that it ran.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "ConferenceGateway.Storage.Migrations.";

    private const string Versions = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            version INTEGER NOT NULL PRIMARY KEY,
            name    TEXT    NOT NULL
        )
        """;

    private const string Version = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";

    /// <summary>What is said of a database that another program made.</summary>
    public const string Stranger = "this is the database of another program. Name a file of the gateway's own.";

    private const string IsForeign = """
        SELECT COUNT(*) > 0 AND COUNT(*) FILTER (WHERE name = 'schema_versions') = 0
        FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        """;

    /// <summary>All of this program, the oldest first.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read();

    /// <summary>The version that this program writes.</summary>
    public static int Newest => All[^1].Version;

    /// <summary>The version of a database; 0 for an empty one.</summary>
    /// <exception cref="StorageException">It is the database of another program.</exception>
    public static async Task<int> VersionAsync(DbConnection connection, string path, CancellationToken cancellation)
    {
        if (await IsForeignAsync(connection, cancellation))
            throw Foreign(path);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_versions'", cancellationToken: cancellation)) == 0
            ? 0
            : await connection.ExecuteScalarAsync<int>(new CommandDefinition(Version, cancellationToken: cancellation));
    }

    /// <summary>Whether another program made the database.</summary>
    public static Task<bool> IsForeignAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsForeign, cancellationToken: cancellation));

    /// <summary>Runs those that are missing.</summary>
    /// <exception cref="StorageException">The database is another program's, or a newer gateway's.</exception>
    public static async Task ApplyAsync(DbConnection connection, string path, IReadOnlyList<Migration> all, CancellationToken cancellation)
    {
        // Takes the writers' place at once: of two gateways that start together the second one finds all done.
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteScalarAsync<bool>(Of(IsForeign)))
            throw Foreign(path);
        await connection.ExecuteAsync(Of(Versions));
        var applied = await connection.ExecuteScalarAsync<int>(Of(Version));
        var newest = all[^1].Version;
        if (applied > newest)
            throw TooNew(path, applied, newest);

        foreach (var migration in all.Where(migration => migration.Version > applied))
        {
            await connection.ExecuteAsync(Of(migration.Sql));
            await connection.ExecuteAsync(Of(
                "INSERT INTO schema_versions (version, name) VALUES (@Version, @Name)", new { migration.Version, migration.Name }));
        }

        await transaction.CommitAsync(cancellation);

        CommandDefinition Of(string sql, object? parameters = null) =>
            new(sql, parameters, transaction, cancellationToken: cancellation);
    }

    /// <summary>Refuses a database that a later program wrote.</summary>
    public static StorageException TooNew(string path, int version, int newest) => new(
        $"Storage:Path {path}: the database has schema version {version}, this program knows {newest}. " +
        "It was written by a newer gateway: start that one, or bring back a copy from before the update.");

    private static StorageException Foreign(string path) => new($"Storage:Path {path}: {Stranger}");

    private static List<Migration> Read()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name[Prefix.Length..];
                return new Migration(int.Parse(file[..4], CultureInfo.InvariantCulture), file, reader.ReadToEnd());
            })];
    }
}

/// <summary>One step of the tables.</summary>
/// <param name="Version">The schema version after it.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sql">What it runs.</param>
internal sealed record Migration(int Version, string Name, string Sql);
