using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Guessing;

/// <summary>Wrong tries in the database, so that a restart forgives nobody.</summary>
internal sealed class GuessStore(Database database, AuditLog audit, TimeProvider time)
{
    private const string LevelSql = """
        INSERT INTO guesses (subject, level, updated_ms, total) VALUES (@Subject, @Level, @nowMs, 0)
        ON CONFLICT (subject) DO UPDATE SET level = excluded.level, updated_ms = excluded.updated_ms
        """;

    /// <summary>What still counts.</summary>
    public async Task<IReadOnlyList<GuessRow>> ListAsync()
    {
        await using var connection = await database.ConnectAsync();
        return [.. await connection.QueryAsync<GuessRow>(
            "SELECT subject AS Subject, level AS Level, updated_ms AS UpdatedMs FROM guesses WHERE updated_ms > @since", new { since = Since })];
    }

    /// <summary>Notes a wrong try. The owner of the account, if there is one, will be told; that its bucket is full is audited.</summary>
    public async Task AddAsync(Actor actor, IEnumerable<(string Subject, double Level)> levels, string owner, Account? account, bool isFull)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("DELETE FROM guesses WHERE updated_ms <= @since AND total = 0", new { since = Since }, transaction);
        foreach (var (subject, level) in levels)
            await connection.ExecuteAsync(LevelSql, new { Subject = subject, Level = level, nowMs }, transaction);
        // A known device leaves the account's own level alone, but its owner wants to know. Of names that nobody has
        // nothing is kept longer than it counts.
        await connection.ExecuteAsync("""
            INSERT INTO guesses (subject, level, updated_ms, total) VALUES (@owner, 0, @nowMs, @one)
            ON CONFLICT (subject) DO UPDATE SET total = total + @one
            """, new { owner, nowMs, one = account is null ? 0 : 1 }, transaction);
        if (isFull && account is not null)
            await audit.AppendAsync(transaction, actor, new("account.guessed", account.Id, account.Name));
        await transaction.CommitAsync();
    }

    /// <summary>How many wrong passwords there were since this was last asked.</summary>
    public async Task<long> TakeTotalAsync(string owner)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var total = await connection.ExecuteScalarAsync<long?>("SELECT total FROM guesses WHERE subject = @owner", new { owner }, transaction) ?? 0;
        if (total > 0)
            await connection.ExecuteAsync("UPDATE guesses SET total = 0 WHERE subject = @owner", new { owner }, transaction);
        await transaction.CommitAsync();
        return total;
    }

    private long Since => (time.GetUtcNow() - GuessBook.Memory).ToUnixTimeMilliseconds();
}

/// <summary>What the database has. Dapper wants <c>init</c> properties on SQLite.</summary>
internal sealed record GuessRow
{
    public string Subject { get; init; } = "";
    public double Level { get; init; }
    public long UpdatedMs { get; init; }
}
