using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>Makes and revokes keys, each with its row of the audit in one transaction. The page and the API come here.</summary>
internal sealed class ApiKeyChanges(Database database, ApiKeyStore keys, AuditLog audit, TimeProvider time)
{
    private const string InsertSql = """
        INSERT INTO api_keys (id, secret_hash, name, owner, scopes, created_ms, expires_ms, revision)
        VALUES (@id, @hash, @Name, @owner, @scopes, @created, @expires, 1)
        """;

    /// <summary>A new key of this caller's, with no right that they do not have at this moment.</summary>
    public async Task<ApiKeyAnswer> MakeAsync(Actor actor, Caller caller, ApiKeyWish wish)
    {
        if (wish.Scopes.FirstOrDefault(scope => Right.Find(scope) is not { } right || !caller.Has(right)) is { } more)
            return new ApiKeyAnswer.MoreThanOwn(more);
        var now = time.GetUtcNow();
        var expires = now.AddDays(wish.Days);
        if (caller.Key is { } own && await keys.FindAsync(own) is var parent && (parent is null || parent.ExpiresAt < expires))
            return new ApiKeyAnswer.LongerThanOwn(parent?.ExpiresAt ?? now);

        var id = Secret.MakeId();
        var text = ApiKeyText.Make(id);
        var scopes = string.Join(' ', wish.Scopes);
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(InsertSql, new
        {
            id, hash = Secret.HashOf(text), wish.Name, owner = caller.Account, scopes,
            created = now.ToUnixTimeMilliseconds(), expires = expires.ToUnixTimeMilliseconds(),
        }, transaction);
        var made = (await connection.QuerySingleAsync<ApiKeyRow>(ApiKeyRow.Select + "WHERE api_keys.id = @id", new { id }, transaction)).ToKey();
        await audit.AppendAsync(transaction, actor, new("key.create", id, wish.Name)
        {
            After = new Dictionary<string, string?> { ["name"] = wish.Name, ["owner"] = caller.Account, ["scopes"] = scopes, ["expires"] = ShownTime.IsoSeconds(expires) },
        });
        await transaction.CommitAsync();
        return new ApiKeyAnswer.Made(made, text);
    }

    /// <summary>Revokes a key, whoever owns it: from the next request on it opens nothing. One that is revoked already stays as it is.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The key.</param>
    /// <param name="seen">The revision that was seen; null = whatever it is.</param>
    public async Task<ApiKeyAnswer> RevokeAsync(Actor actor, string id, long? seen = null)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await FindAsync() is not { } was)
            return new ApiKeyAnswer.Unknown();
        if (seen is not null && seen != was.Revision)
            return new ApiKeyAnswer.Changed();
        if (was.RevokedAt is not null)
            return new ApiKeyAnswer.Revoked(was);
        await connection.ExecuteAsync(
            "UPDATE api_keys SET revoked_ms = @now, revision = revision + 1 WHERE id = @id", new { id, now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
        await audit.AppendAsync(transaction, actor, new("key.revoke", id, was.Name)
        {
            Before = new Dictionary<string, string?> { ["revoked"] = "false" },
            After = new Dictionary<string, string?> { ["revoked"] = "true" },
        });
        var now = (await FindAsync())!;
        await transaction.CommitAsync();
        return new ApiKeyAnswer.Revoked(now);

        async Task<ApiKey?> FindAsync() =>
            (await connection.QuerySingleOrDefaultAsync<ApiKeyRow>(ApiKeyRow.Select + "WHERE api_keys.id = @id", new { id }, transaction))?.ToKey();
    }
}
