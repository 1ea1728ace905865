using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>
/// Changes accounts. Each change is one transaction: the row, what it ends (sessions, links), and the audit. Whoever
/// changes must have been asked before whether they may.
/// </summary>
internal sealed class AccountChanges(Database database, AuditLog audit, ActiveAccounts active, TimeProvider time)
{
    private const string InsertSql = """
        INSERT INTO accounts (id, name, display_name, roles, provider, subject, provider_roles, password_hash, password_set_ms, created_ms, revision)
        VALUES (@Id, @Name, @DisplayName, @Roles, @Provider, @Subject, @ProviderRoles, @PasswordHash, @PasswordSetMs, @NowMs, 1)
        """;

    private const string UpdateSql = """
        UPDATE accounts SET display_name = @DisplayName, roles = @Roles, disabled_ms = @DisabledMs, revision = revision + 1 WHERE id = @Id
        """;

    // One that waits for its invitation cannot run anything yet. Names of roles stand in a row, with blanks between.
    private const string OtherAdminsSql = """
        SELECT COUNT(*) FROM accounts WHERE id <> @id AND disabled_ms IS NULL AND (password_hash IS NOT NULL OR provider IS NOT NULL)
        AND instr(' ' || roles || ' ' || provider_roles || ' ', ' ' || @admin || ' ') > 0
        """;

    /// <summary>A new account.</summary>
    public async Task<AccountAnswer> CreateAsync(Actor actor, NewAccount account)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = Secret.MakeId();
        try
        {
            await connection.ExecuteAsync(InsertSql, new
            {
                Id = id, Name = account.Name.Key, account.DisplayName, Roles = RoleNames.Of(account.Roles), account.Provider, account.Subject,
                ProviderRoles = RoleNames.Of(account.ProviderRoles), account.PasswordHash, PasswordSetMs = account.PasswordHash is null ? (long?)null : NowMs, NowMs,
            }, transaction);
        }
        catch (DbException e) when (Database.IsTaken(e))
        {
            // A unique column: the name, or the provider's person.
            return e.Message.Contains("accounts.name", StringComparison.Ordinal) ? new AccountAnswer.NameTaken(account.Name.Key) : new AccountAnswer.SubjectTaken();
        }

        var made = (await AccountStore.FindAsync(transaction, id))!;
        await audit.AppendAsync(transaction, actor, new("account.create", id, made.Name) { After = Facts(made) });
        await transaction.CommitAsync();
        active.Set(id, isActive: true);
        return new AccountAnswer.Done(made);
    }

    /// <summary>Another name, other roles, disabled or enabled again. Disabling ends every session and link at once.</summary>
    public Task<AccountAnswer> ChangeAsync(Actor actor, string id, AccountChange change) => InTransactionAsync(id, async (transaction, was) =>
    {
        if (change.Seen is { } seen && seen != was.Revision)
            return new AccountAnswer.Changed();
        var isDisabled = change.IsDisabled ?? was.DisabledAt is not null;
        var roles = change.Roles ?? was.GivenRoles;
        var staysAdmin = !isDisabled && (roles | was.ProviderRoles).HasFlag(Roles.Admin);
        if (!staysAdmin && await IsLastAdminAsync(transaction, was))
            return new AccountAnswer.LastAdmin();
        await transaction.Connection!.ExecuteAsync(UpdateSql, new
        {
            Id = id, DisplayName = change.DisplayName ?? was.DisplayName, Roles = RoleNames.Of(roles),
            DisabledMs = isDisabled ? was.DisabledAt?.ToUnixTimeMilliseconds() ?? NowMs : (long?)null,
        }, transaction);
        if (isDisabled)
            await transaction.Connection!.ExecuteAsync("DELETE FROM sessions WHERE account = @id; DELETE FROM password_links WHERE account = @id", new { id }, transaction);
        var action = (was.DisabledAt is not null, isDisabled) switch { (false, true) => "account.disable", (true, false) => "account.enable", _ => "account.change" };
        return await WrittenAsync(transaction, actor, action, was);
    });

    /// <summary>
    /// A new password. Every other session ends, and every link: whoever knew the old one is out. The session that is
    /// kept is the one in which it was changed.
    /// </summary>
    public Task<AccountAnswer> SetPasswordAsync(Actor actor, string id, string hash, string? keptSession = null) => InTransactionAsync(id, async (transaction, was) =>
    {
        await transaction.Connection!.ExecuteAsync("""
            UPDATE accounts SET password_hash = @hash, password_set_ms = @NowMs, revision = revision + 1 WHERE id = @id;
            DELETE FROM sessions WHERE account = @id AND handle <> @kept;
            DELETE FROM password_links WHERE account = @id;
            DELETE FROM devices WHERE account = @id
            """, new { id, hash, NowMs, kept = keptSession ?? "" }, transaction);
        return await WrittenAsync(transaction, actor, "account.password", was);
    });

    /// <summary>The same password, hashed with the cost of today. Nothing if it was changed meanwhile.</summary>
    public async Task RehashAsync(string id, string oldHash, string newHash)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("UPDATE accounts SET password_hash = @newHash WHERE id = @id AND password_hash = @oldHash", new { id, oldHash, newHash });
    }

    /// <summary>Binds an account to a person of a provider, or to none (nulls), which takes the roles from there too.</summary>
    // Not public: routes would take a public method of this name for one of theirs.
    internal Task<AccountAnswer> BindAsync(Actor actor, string id, string? provider, string? subject, long? seen = null) => InTransactionAsync(id, async (transaction, was) =>
    {
        if (seen is not null && seen != was.Revision)
            return new AccountAnswer.Changed();
        // Roles from a provider go with it, and so may the last way in of whoever has no password.
        var staysAdmin = was.GivenRoles.HasFlag(Roles.Admin) && (was.PasswordHash ?? provider) is not null;
        if (!staysAdmin && await IsLastAdminAsync(transaction, was))
            return new AccountAnswer.LastAdmin();
        try
        {
            await transaction.Connection!.ExecuteAsync(
                "UPDATE accounts SET provider = @provider, subject = @subject, provider_roles = '', revision = revision + 1 WHERE id = @id",
                new { id, provider, subject }, transaction);
        }
        catch (DbException e) when (Database.IsTaken(e))
        {
            return new AccountAnswer.SubjectTaken();
        }

        if (was.Provider is not null)
            await transaction.Connection!.ExecuteAsync("DELETE FROM sessions WHERE account = @id AND way = @was", new { id, was = was.Provider }, transaction);
        return await WrittenAsync(transaction, actor, provider is null ? "account.unbind" : "account.bind", was);
    });

    /// <summary>Notes a sign-in; by a provider, with what its claims say now.</summary>
    public Task<AccountAnswer> SignedInAsync(Actor actor, string id, string way, Roles? providerRoles = null, string? displayName = null) => InTransactionAsync(id, async (transaction, was) =>
    {
        if (was.DisabledAt is not null)
            return new AccountAnswer.Unknown();
        var roles = providerRoles ?? was.ProviderRoles;
        var name = displayName ?? was.DisplayName;
        await transaction.Connection!.ExecuteAsync("""
            UPDATE accounts SET signed_in_ms = @NowMs, provider_roles = @roles, display_name = @name, revision = revision + @step WHERE id = @id
            """, new { id, NowMs, roles = RoleNames.Of(roles), name, step = roles == was.ProviderRoles && name == was.DisplayName ? 0 : 1 }, transaction);
        var now = (await AccountStore.FindAsync(transaction, id))!;
        var (before, after) = Differences(was, now);
        after["way"] = way;
        await audit.AppendAsync(transaction, actor with { Way = ActedBy.Page, Account = id, Name = now.DisplayName }, new("account.sign-in", id, now.Name) { Before = before.Count == 0 ? null : before, After = after });
        return new AccountAnswer.Done(now);
    });

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<bool> IsLastAdminAsync(DbTransaction transaction, Account was) =>
        was.Roles.HasFlag(Roles.Admin) &&
        await transaction.Connection!.ExecuteScalarAsync<long>(OtherAdminsSql, new { id = was.Id, admin = RoleNames.Of(Roles.Admin) }, transaction) == 0;

    private async Task<AccountAnswer> InTransactionAsync(string id, Func<DbTransaction, Account, Task<AccountAnswer>> change)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await AccountStore.FindAsync(transaction, id) is not { } was)
            return new AccountAnswer.Unknown();
        var answer = await change(transaction, was);
        if (answer is AccountAnswer.Done { Account: var now })
        {
            // Whoever loses a right and gets it back later has risen: every session gets a new secret then.
            if ((was.Roles & ~now.Roles) != Roles.None)
                await connection.ExecuteAsync("UPDATE sessions SET roles = '' WHERE account = @id", new { id }, transaction);
            await transaction.CommitAsync();
            active.Set(id, now.DisabledAt is null);
        }

        return answer;
    }

    private async Task<AccountAnswer> WrittenAsync(DbTransaction transaction, Actor actor, string action, Account was)
    {
        var now = (await AccountStore.FindAsync(transaction, was.Id))!;
        var (before, after) = Differences(was, now);
        await audit.AppendAsync(transaction, actor, new(action, now.Id, now.Name) { Before = before, After = after });
        return new AccountAnswer.Done(now);
    }

    private static (Dictionary<string, string?> Before, Dictionary<string, string?> After) Differences(Account was, Account now)
    {
        var (old, young) = (Facts(was), Facts(now));
        return (Of(old, young), Of(young, old));

        static Dictionary<string, string?> Of(Dictionary<string, string?> these, Dictionary<string, string?> those) =>
            these.Where(fact => those[fact.Key] != fact.Value).ToDictionary();
    }

    // When the password was set, never what it hashes to.
    private static Dictionary<string, string?> Facts(Account account) => new()
    {
        ["name"] = account.Name,
        ["displayName"] = account.DisplayName,
        ["roles"] = RoleNames.Of(account.GivenRoles),
        ["provider"] = account.Provider,
        ["subject"] = account.Subject,
        ["providerRoles"] = RoleNames.Of(account.ProviderRoles),
        ["passwordSet"] = account.PasswordSetAt is { } at ? ShownTime.IsoSeconds(at) : null,
        ["disabled"] = account.DisabledAt is null ? "false" : "true",
    };
}
