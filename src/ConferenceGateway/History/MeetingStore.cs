using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.History;

/// <summary>Meetings that are over, in the database. Faults of the database come out as they are.</summary>
internal sealed class MeetingStore(Database database, HistoryOptions options, TimeProvider time)
{
    private const string Columns = "room AS Room, started_ms AS StartedMs, ended_ms AS EndedMs, peak AS Peak, shard AS Shard, weekday AS Weekday, hour AS Hour";

    private const string AddSql = """
        INSERT INTO meetings (room, started_ms, ended_ms, peak, shard, weekday, hour)
        VALUES (@Room, @StartedMs, @EndedMs, @Peak, @Shard, @Weekday, @Hour)
        ON CONFLICT (room, started_ms) DO NOTHING
        """;

    private const string LatestSql = $"SELECT {Columns} FROM meetings ORDER BY started_ms DESC LIMIT @most";

    private const string DuringSql = $"SELECT {Columns} FROM meetings WHERE started_ms > @since AND started_ms < @until AND ended_ms > @from";

    private const string FirstKeptSql = "SELECT started_ms FROM meetings ORDER BY started_ms DESC LIMIT 1 OFFSET @most";

    private const string SweepSql = """
        DELETE FROM meetings WHERE (room, started_ms) IN (SELECT room, started_ms FROM meetings WHERE started_ms < @limit LIMIT @most)
        """;

    // No meeting that began so long ago still runs.
    private static readonly long LongestMs = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Writes them, all of it or nothing. One that is there already stays as it is.</summary>
    public async Task AddAsync(IEnumerable<MeetingRow> meetings)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(AddSql, meetings, transaction);
        await transaction.CommitAsync();
    }

    /// <summary>The latest ones, the last first.</summary>
    public async Task<IReadOnlyList<MeetingRow>> LatestAsync(int most)
    {
        await using var connection = await database.ConnectAsync();
        return [.. await connection.QueryAsync<MeetingRow>(LatestSql, new { most })];
    }

    /// <summary>Those that ran at any moment of a time.</summary>
    public async Task<IReadOnlyList<MeetingRow>> DuringAsync(long from, long until)
    {
        await using var connection = await database.ConnectAsync();
        return [.. await connection.QueryAsync<MeetingRow>(DuringSql, new { since = from - LongestMs, from, until })];
    }

    /// <summary>When the first one began; null = there is none.</summary>
    public async Task<long?> FirstAsync()
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteScalarAsync<long?>("SELECT MIN(started_ms) FROM meetings");
    }

    /// <summary>Lets go of those whose days are over, and of the first ones where there are too many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limit = time.GetUtcNow().AddDays(-options.KeepDays).ToUnixTimeMilliseconds();
        if (await FirstKeptAsync(cancellation) is { } first)
            limit = Math.Max(limit, first);
        return await BatchDelete.RunAsync(database, SweepSql, new { limit }, time, cancellation);
    }

    private async Task<long?> FirstKeptAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(FirstKeptSql, new { most = options.MostMeetings - 1 }, cancellationToken: cancellation));
    }
}
