using System.Data.Common;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Fleet.Wanting;

/// <summary>Wanted states in the database. Faults of the database come out as they are.</summary>
internal sealed class WantedStore(Database database)
{
    private const string AllSql = """
        SELECT node, state, since_ms AS SinceMs, by_name AS ByName, move_at_ms AS MoveAtMs,
               people_at_start AS PeopleAtStart, rooms_at_start AS RoomsAtStart
        FROM wanted_states
        """;

    private const string SetSql = """
        INSERT INTO wanted_states (node, state, since_ms, by_name, move_at_ms, people_at_start, rooms_at_start)
        VALUES (@Node, @State, @SinceMs, @ByName, @MoveAtMs, @PeopleAtStart, @RoomsAtStart)
        ON CONFLICT (node) DO UPDATE
        SET state = excluded.state, since_ms = excluded.since_ms, by_name = excluded.by_name, move_at_ms = excluded.move_at_ms,
            people_at_start = excluded.people_at_start, rooms_at_start = excluded.rooms_at_start
        """;

    public async Task<IReadOnlyList<WantedRow>> AllAsync()
    {
        await using var connection = await database.ConnectAsync();
        return [.. await connection.QueryAsync<WantedRow>(AllSql)];
    }

    /// <summary>What is wanted of a node, as the transaction of a deed sees it; null: nothing.</summary>
    public static Task<WantedRow?> FindAsync(DbTransaction transaction, string node) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<WantedRow>(AllSql + " WHERE node = @node", new { node }, transaction);

    /// <summary>Writes what is wanted of a node, in the transaction of the deed.</summary>
    public static Task SetAsync(DbTransaction transaction, string node, Wanted wanted) =>
        transaction.Connection!.ExecuteAsync(SetSql, WantedRow.Of(node, wanted), transaction);

    /// <summary>Nothing is wanted any more.</summary>
    public static Task ClearAsync(DbTransaction transaction, string node) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM wanted_states WHERE node = @node", new { node }, transaction);

    /// <summary>Takes out an undone drain whose bridge reports that it is open; not what was wanted anew meanwhile.</summary>
    public async Task ForgetOpenAsync(string node)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("DELETE FROM wanted_states WHERE node = @node AND state = 'Open'", new { node });
    }
}
