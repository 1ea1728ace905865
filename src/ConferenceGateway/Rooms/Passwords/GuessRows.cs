using System.Data.Common;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Rooms.Passwords;

/// <summary>How many wrong tries counted at a moment.</summary>
internal sealed record GuessLevel(string Subject, double Value, DateTimeOffset At);

/// <summary>Wrong tries in the database, so that a restart forgives nobody.</summary>
internal sealed partial class GuessRows(Database database, ILogger<GuessRows> logger)
{
    private const string SaveSql = """
        INSERT INTO room_guesses (subject, level, updated_ms) VALUES (@Subject, @Value, @atMs)
        ON CONFLICT (subject) DO UPDATE SET level = excluded.level, updated_ms = excluded.updated_ms
        """;

    /// <summary>What still counts; the rest goes.</summary>
    public async Task<IReadOnlyList<GuessLevel>> ListAsync(DateTimeOffset since)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("DELETE FROM room_guesses WHERE updated_ms <= @sinceMs", new { sinceMs = since.ToUnixTimeMilliseconds() });
        return [.. (await connection.QueryAsync<Row>("SELECT subject AS Subject, level AS Level, updated_ms AS UpdatedMs FROM room_guesses"))
            .Select(row => new GuessLevel(row.Subject, row.Level, DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedMs)))];
    }

    /// <summary>Writes levels down, and lets go of those of a minute ago. In memory they count in any case.</summary>
    public async Task SaveAsync(IReadOnlyList<GuessLevel> levels)
    {
        try
        {
            await using var connection = await database.ConnectAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("DELETE FROM room_guesses WHERE updated_ms < @before", new { before = levels[0].At.AddMinutes(-1).ToUnixTimeMilliseconds() }, transaction);
            foreach (var level in levels)
                await connection.ExecuteAsync(SaveSql, new { level.Subject, level.Value, atMs = level.At.ToUnixTimeMilliseconds() }, transaction);
            await transaction.CommitAsync();
        }
        catch (DbException e)
        {
            Log.Away(logger, Database.Explain(e));
        }
    }

    private sealed record Row
    {
        public string Subject { get; init; } = "";
        public double Level { get; init; }
        public long UpdatedMs { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(8111, LogLevel.Warning, "A wrong password counts in memory only, for the database is away: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}
