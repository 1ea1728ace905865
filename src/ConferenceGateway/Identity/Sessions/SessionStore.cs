using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Sessions;

/// <summary>Sessions in the database: what is not there has ended, wherever its cookie may be.</summary>
internal sealed class SessionStore(Database database, AuditLog audit)
{
    /// <summary>Of one account; with one more, that which was not used for the longest time ends.</summary>
    public const int MostOfAccount = 50;

    private const string InsertSql = """
        INSERT INTO sessions (secret_hash, handle, account, way, roles, created_ms, seen_ms, confirmed_ms, source, device, id_token, provider_sid)
        VALUES (@hash, @Handle, @Account, @Way, @Roles, @CreatedMs, @SeenMs, @ConfirmedMs, @Source, @Device, @IdToken, @ProviderSid)
        """;

    // Whoever can sign in can do it all day; the page of one's own browsers should stay one that a person reads.
    private const string MostSql = """
        DELETE FROM sessions WHERE account = @Account AND secret_hash NOT IN
            (SELECT secret_hash FROM sessions WHERE account = @Account ORDER BY secret_hash = @hash DESC, seen_ms DESC LIMIT @most)
        """;

    private const string FindSql = $"SELECT {SessionRow.Columns} FROM sessions WHERE secret_hash = @hash AND seen_ms > @idleSince AND created_ms > @bornSince";

    // Whoever holds the old secret has lost the session at this moment.
    private const string RenewSql = """
        UPDATE sessions SET secret_hash = @to, roles = @roles, confirmed_ms = max(confirmed_ms, @confirmedMs) WHERE secret_hash = @from
        """;

    public async Task AddAsync(string secretHash, SessionRow row)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync($"{InsertSql}; {MostSql}", new
        {
            hash = secretHash, row.Handle, row.Account, row.Way, row.Roles, row.CreatedMs, row.SeenMs, row.ConfirmedMs, row.Source, row.Device, row.IdToken, row.ProviderSid, most = MostOfAccount,
        });
    }

    /// <summary>The session and its account; null: it has ended, is too old, or its account is disabled.</summary>
    public async Task<(SessionRow Session, Account Account)?> FindAsync(string secretHash, long idleSince, long bornSince)
    {
        await using var connection = await database.ConnectAsync();
        if (await connection.QuerySingleOrDefaultAsync<SessionRow>(FindSql, new { hash = secretHash, idleSince, bornSince }) is not { } session)
            return null;
        var account = await connection.QuerySingleOrDefaultAsync<AccountRow>(
            $"SELECT {AccountRow.Columns} FROM accounts WHERE id = @Account AND disabled_ms IS NULL", new { session.Account });
        return account is null ? null : (session, account.ToAccount());
    }

    public async Task TouchAsync(string secretHash, long nowMs)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("UPDATE sessions SET seen_ms = @nowMs WHERE secret_hash = @secretHash", new { secretHash, nowMs });
    }

    /// <summary>Gives the session another secret. False: it has ended, or another request was first.</summary>
    public async Task<bool> RenewAsync(string from, string to, string roles, long confirmedMs)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteAsync(RenewSql, new { from, to, roles, confirmedMs }) == 1;
    }

    /// <summary>Of one account, the last used first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(string account, long idleSince, long bornSince)
    {
        await using var connection = await database.ConnectAsync();
        return [.. await connection.QueryAsync<SessionRow>(
            $"SELECT {SessionRow.Columns} FROM sessions WHERE account = @account AND seen_ms > @idleSince AND created_ms > @bornSince ORDER BY seen_ms DESC, handle",
            new { account, idleSince, bornSince })];
    }

    /// <summary>Ends one by its handle; a handle of another account's ends nothing.</summary>
    public async Task<bool> EndAsync(string account, string handle)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteAsync("DELETE FROM sessions WHERE account = @account AND handle = @handle", new { account, handle }) == 1;
    }

    /// <summary>The same, because somebody wanted it: the audit says who. False: there was none.</summary>
    public async Task<bool> EndAsync(Actor actor, Account account, string handle)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await connection.QuerySingleOrDefaultAsync<SessionRow>(
            $"DELETE FROM sessions WHERE account = @Id AND handle = @handle RETURNING {SessionRow.Columns}", new { account.Id, handle }, transaction) is not { } ended)
            return false;
        await audit.AppendAsync(transaction, actor, new("session.end", account.Id, account.Name)
        {
            Before = new Dictionary<string, string?> { ["device"] = ended.Device, ["source"] = ended.Source },
        });
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Ends all of an account but one; null = all. How many; the audit says it too, unless there was none.</summary>
    public async Task<int> EndOthersAsync(Actor actor, Account account, string? keptHandle)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var count = await connection.ExecuteAsync(
            "DELETE FROM sessions WHERE account = @Id AND handle <> @kept", new { account.Id, kept = keptHandle ?? "" }, transaction);
        if (count == 0)
            return 0;
        await audit.AppendAsync(transaction, actor, new(keptHandle is null ? "session.end-all" : "session.end-others", account.Id, account.Name)
        {
            Before = new Dictionary<string, string?> { ["sessions"] = count.ToString(CultureInfo.InvariantCulture) },
        });
        await transaction.CommitAsync();
        return count;
    }

    /// <summary>Ends those that a provider has ended: by its own name of the session, or by the person; none that began later.</summary>
    public async Task<int> EndOfProviderAsync(string provider, string? sid, string? subject, DateTimeOffset until)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteAsync(
            """
            DELETE FROM sessions WHERE way = @provider AND created_ms <= @untilMs AND ((@sid IS NOT NULL AND provider_sid = @sid)
            OR (@sid IS NULL AND account IN (SELECT id FROM accounts WHERE provider = @provider AND subject = @subject)))
            """, new { provider, sid, subject, untilMs = until.ToUnixTimeMilliseconds() });
    }
}
