using ConferenceGateway.Audit;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>
/// One-time links with which somebody sets a password: an invitation to an account that has none yet, a reset for one
/// that has. The link itself is shown once, to whoever made it.
/// </summary>
internal sealed class PasswordLinks(Database database, AuditLog audit, SignInOptions options, TimeProvider time)
{
    /// <summary>The path under which a link is opened; its secret is the query <c>code</c>.</summary>
    public const string Path = "/welcome";

    /// <summary>Makes a link for that account; older ones of it are void. Null: there is no such account, or it is disabled.</summary>
    public async Task<PasswordLink?> MakeAsync(Actor actor, string account)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await AccountStore.FindAsync(transaction, account) is not { DisabledAt: null } found)
            return null;
        var secret = Secret.Make();
        var now = time.GetUtcNow();
        var expires = now + options.Invitation;
        await connection.ExecuteAsync("DELETE FROM password_links WHERE account = @account", new { account }, transaction);
        await connection.ExecuteAsync(
            "INSERT INTO password_links (secret_hash, handle, account, created_ms, expires_ms) VALUES (@hash, @handle, @account, @created, @expires)",
            new { hash = Secret.HashOf(secret), handle = Secret.MakeId(), account, created = now.ToUnixTimeMilliseconds(), expires = expires.ToUnixTimeMilliseconds() },
            transaction);
        await audit.AppendAsync(transaction, actor, new(found.IsInvited ? "account.invite" : "account.reset", found.Id, found.Name));
        await transaction.CommitAsync();
        return new($"{Path}?code={secret}", expires);
    }

    /// <summary>Whose password that secret may set; null: it was used, is too old, or never was. Looking does not use it up.</summary>
    public async Task<Account?> FindAsync(string? secret)
    {
        if (secret is null or { Length: 0 or > 100 })
            return null;
        await using var connection = await database.ConnectAsync();
        return (await connection.QuerySingleOrDefaultAsync<AccountRow>(
            $"SELECT {AccountRow.Columns} FROM accounts WHERE disabled_ms IS NULL AND id = (SELECT account FROM password_links WHERE secret_hash = @hash AND expires_ms > @now)",
            new { hash = Secret.HashOf(secret), now = time.GetUtcNow().ToUnixTimeMilliseconds() }))?.ToAccount();
    }

    /// <summary>Uses the link up. Of two who come at once one gets true.</summary>
    public async Task<bool> UseAsync(string secret)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteAsync(
            "DELETE FROM password_links WHERE secret_hash = @hash AND expires_ms > @now",
            new { hash = Secret.HashOf(secret), now = time.GetUtcNow().ToUnixTimeMilliseconds() }) == 1;
    }
}

/// <summary>A link that was made.</summary>
/// <param name="PathAndQuery">On PortalUrl.</param>
/// <param name="ExpiresAt">Until when it can be opened.</param>
internal sealed record PasswordLink(string PathAndQuery, DateTimeOffset ExpiresAt);
