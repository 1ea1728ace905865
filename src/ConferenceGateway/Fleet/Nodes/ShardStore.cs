using System.Data.Common;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Fleet.Nodes;

/// <summary>Changed shards in the database. Faults of the database come out as they are.</summary>
internal sealed class ShardStore(Database database)
{
    private const string AllSql = "SELECT name, settings, revision, changed_ms AS ChangedMs, by_name AS ByName FROM fleet_shards";

    private const string PutSql = """
        INSERT INTO fleet_shards (name, settings, revision, changed_ms, by_name) VALUES (@name, @settings, @revision, @now, @by)
        ON CONFLICT (name) DO UPDATE SET settings = excluded.settings, revision = excluded.revision, changed_ms = excluded.changed_ms, by_name = excluded.by_name
        """;

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<StoredShard>> AllAsync()
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<Row>(AllSql)).Select(row => row.Read())];
    }

    /// <summary>All of them, as a deed sees them.</summary>
    public static async Task<IReadOnlyList<StoredShard>> AllAsync(DbTransaction transaction) =>
        [.. (await transaction.Connection!.QueryAsync<Row>(AllSql, null, transaction)).Select(row => row.Read())];

    /// <summary>Writes one, in the transaction of the deed.</summary>
    public static Task PutAsync(DbTransaction transaction, StoredShard shard) => transaction.Connection!.ExecuteAsync(PutSql, new
    {
        name = shard.Name, settings = shard.Draft?.ToJson(), revision = shard.Revision, now = shard.ChangedAt.ToUnixTimeMilliseconds(), by = shard.By,
    }, transaction);

    /// <summary>Takes one out: what the settings say holds again.</summary>
    public static Task DeleteAsync(DbTransaction transaction, string name) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM fleet_shards WHERE name = @name", new { name }, transaction);

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string? Settings { get; init; }
        public long Revision { get; init; }
        public long ChangedMs { get; init; }
        public string ByName { get; init; } = "";

        public StoredShard Read() =>
            new(Name, Settings is null ? null : ShardDraft.Parse(Settings) ?? ShardDraft.Of([new("Name", Name)]), Revision, DateTimeOffset.FromUnixTimeMilliseconds(ChangedMs), ByName);
    }
}
