using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Placement;

/// <summary>Placements in the database. Faults of the database come out as they are.</summary>
internal sealed class PlacementStore(Database database)
{
    // First writer wins.
    private const string ClaimSql = """
        INSERT INTO placements (room, shard, placed_at_ms, generation, why) VALUES (@Room, @Shard, @PlacedAtMs, @Generation, @Why)
        ON CONFLICT (room) DO NOTHING
        """;

    // Only from the generation that the caller saw: a second mover finds no row and reads what the first one wrote.
    private const string MoveSql = """
        UPDATE placements SET shard = @Shard, placed_at_ms = @PlacedAtMs, generation = generation + 1, why = @Why
        WHERE room = @Room AND generation = @Generation - 1
        RETURNING room, shard, placed_at_ms AS PlacedAtMs, generation, CAST(why AS TEXT) AS Why
        """;

    // An earlier generation too: the last move may not have been written.
    private const string ReleaseSql = "DELETE FROM placements WHERE room = @Room AND generation <= @Generation";

    private const string SaveSql = """
        INSERT INTO placements (room, shard, placed_at_ms, generation, why) VALUES (@Room, @Shard, @PlacedAtMs, @Generation, @Why)
        ON CONFLICT (room) DO UPDATE
        SET shard = excluded.shard, placed_at_ms = excluded.placed_at_ms, generation = excluded.generation, why = excluded.why
        """;

    private const string AllSql = "SELECT room, shard, placed_at_ms AS PlacedAtMs, generation, CAST(why AS TEXT) AS Why FROM placements";

    // SQLite keeps whatever it is given in a column of any type: what no gateway wrote must not end one. Times are those
    // that a DateTimeOffset can say.
    private const string UnreadableSql = """
        DELETE FROM placements WHERE NOT (typeof(room) = 'text' AND typeof(shard) = 'text' AND length(shard) BETWEEN 1 AND 200
        AND typeof(placed_at_ms) = 'integer' AND placed_at_ms BETWEEN -62135596800000 AND 253402300799999
        AND typeof(generation) = 'integer' AND generation BETWEEN 1 AND 1000000000)
        """;

    private const string FindSql = AllSql + " WHERE room = @Room";

    /// <summary>The row that is there now: this one, or the one of whoever came before.</summary>
    public async Task<PlacementRow> ClaimAsync(PlacementRow row)
    {
        await using var connection = await database.ConnectAsync();
        while (true)
        {
            if (await connection.ExecuteAsync(ClaimSql, row) > 0)
                return row;
            // Nothing is found if that row was released between the two: then the room is free again.
            if (await connection.QuerySingleOrDefaultAsync<PlacementRow>(FindSql, row) is { } first)
                return first;
        }
    }

    /// <summary>The row after the move, or, when somebody else moved the room before, the row of that move.</summary>
    public async Task<PlacementRow?> MoveAsync(PlacementRow row)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.QuerySingleOrDefaultAsync<PlacementRow>(MoveSql, row)
            ?? await connection.QuerySingleOrDefaultAsync<PlacementRow>(FindSql, row);
    }

    /// <summary>Takes out the rows of released rooms and writes others, all of it or nothing. A room may be in both: its old row goes first.</summary>
    public async Task SaveAsync(IEnumerable<PlacementRow> released, IEnumerable<PlacementRow> placed)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(ReleaseSql, released, transaction);
        await connection.ExecuteAsync(SaveSql, placed, transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Whether a writer gets in: it waits a second for another one.</summary>
    public async Task ProbeAsync()
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("BEGIN IMMEDIATE; ROLLBACK", commandTimeout: 1);
    }

    public async Task<int> RestoreMarkAsync()
    {
        await using var connection = await database.ConnectAsync();
        return await RestoreMark.ReadAsync(connection);
    }

    /// <summary>All rows. What cannot be one goes: a claim of that room would meet it.</summary>
    public async Task<IReadOnlyList<PlacementRow>> AllAsync()
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync(UnreadableSql);
        return [.. await connection.QueryAsync<PlacementRow>(AllSql)];
    }
}
