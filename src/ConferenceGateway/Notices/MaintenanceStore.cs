using System.Data.Common;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Notices;

/// <summary>The announced maintenance in the database: one row or none. Faults of the database come out as they are.</summary>
internal sealed class MaintenanceStore(Database database)
{
    private const string FindSql = """
        SELECT kind AS Kind, from_ms AS FromMs, until_ms AS UntilMs, sentence AS Sentence, by_name AS ByName, revision AS Revision
        FROM maintenance WHERE id = 1
        """;

    private const string SetSql = """
        INSERT INTO maintenance (id, kind, from_ms, until_ms, sentence, by_name, revision)
        VALUES (1, @Kind, @FromMs, @UntilMs, @Sentence, @ByName, @Revision)
        ON CONFLICT (id) DO UPDATE
        SET kind = excluded.kind, from_ms = excluded.from_ms, until_ms = excluded.until_ms, sentence = excluded.sentence,
            by_name = excluded.by_name, revision = excluded.revision
        """;

    public async Task<Maintenance?> FindAsync()
    {
        await using var connection = await database.ConnectAsync();
        return (await connection.QuerySingleOrDefaultAsync<Row>(FindSql))?.ToMaintenance();
    }

    /// <summary>What is announced, as the transaction of a deed sees it.</summary>
    public static async Task<Maintenance?> FindAsync(DbTransaction transaction) =>
        (await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(FindSql, transaction: transaction))?.ToMaintenance();

    /// <summary>Writes it in the transaction of the deed, with the revision that it brings along.</summary>
    public static Task SetAsync(DbTransaction transaction, Maintenance maintenance) =>
        transaction.Connection!.ExecuteAsync(SetSql, Row.Of(maintenance), transaction);

    /// <summary>Nothing is announced any more.</summary>
    public static Task ClearAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM maintenance", transaction: transaction);

    private sealed record Row
    {
        public required string Kind { get; init; }

        public required long FromMs { get; init; }

        public long? UntilMs { get; init; }

        public string? Sentence { get; init; }

        public required string ByName { get; init; }

        public required long Revision { get; init; }

        public static Row Of(Maintenance maintenance) => new()
        {
            Kind = maintenance.Kind.ToString(),
            FromMs = maintenance.From.ToUnixTimeMilliseconds(),
            UntilMs = maintenance.Until?.ToUnixTimeMilliseconds(),
            Sentence = maintenance.Sentence,
            ByName = maintenance.By,
            Revision = maintenance.Revision,
        };

        public Maintenance ToMaintenance() => new(
            Kind == nameof(MaintenanceKind.Closed) ? MaintenanceKind.Closed : MaintenanceKind.NoNewRooms,
            DateTimeOffset.FromUnixTimeMilliseconds(FromMs), UntilMs is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
            Sentence, ByName, Revision);
    }
}
