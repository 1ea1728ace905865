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

    private const string IsForeign = """
        SELECT COUNT(*) > 0 AND COUNT(*) FILTER (WHERE name = 'schema_versions') = 0
        FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        """;

    /// <summary>The newest version that this program has.</summary>
    public static int Newest => Read()[^1].Version;

    public static async Task ApplyAsync(DbConnection connection, string path, CancellationToken cancellation)
    {
        var all = Read();
        // Takes the writers' place at once: of two gateways that start together the second one finds all done.
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteScalarAsync<bool>(Of(IsForeign)))
            throw new StorageException(
                $"Storage:Path {path}: this is the database of another program. Name a file of the gateway's own.");
        await connection.ExecuteAsync(Of(Versions));
        var applied = await connection.ExecuteScalarAsync<int>(Of("SELECT COALESCE(MAX(version), 0) FROM schema_versions"));
        var newest = all[^1].Version;
        if (applied > newest)
            throw new StorageException(
                $"Storage:Path {path}: the database has schema version {applied}, this program knows {newest}. " +
                "It was written by a newer gateway: start that one, or bring back a copy from before the update.");

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

    private sealed record Migration(int Version, string Name, string Sql);
}
