using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>API keys in the database.</summary>
internal sealed class ApiKeyStore(Database database)
{
    /// <summary>The key with that hash that opens something now, and its owner; null: it was revoked, is too old, never was, or its owner is disabled.</summary>
    public async Task<(ApiKey Key, Account Owner)?> FindByHashAsync(string secretHash, long nowMs)
    {
        await using var connection = await database.ConnectAsync();
        if (await connection.QuerySingleOrDefaultAsync<ApiKeyRow>(
            ApiKeyRow.Select + "WHERE secret_hash = @secretHash AND revoked_ms IS NULL AND expires_ms > @nowMs", new { secretHash, nowMs }) is not { } key)
            return null;
        var owner = await connection.QuerySingleOrDefaultAsync<AccountRow>(
            $"SELECT {AccountRow.Columns} FROM accounts WHERE id = @Owner AND disabled_ms IS NULL", new { key.Owner });
        return owner is null ? null : (key.ToKey(), owner.ToAccount());
    }

    public async Task<ApiKey?> FindAsync(string id)
    {
        await using var connection = await database.ConnectAsync();
        return (await connection.QuerySingleOrDefaultAsync<ApiKeyRow>(ApiKeyRow.Select + "WHERE api_keys.id = @id", new { id }))?.ToKey();
    }

    /// <summary>In the order of their ids, which do not change, behind the one named.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(string after = "", int count = int.MaxValue)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<ApiKeyRow>(
            ApiKeyRow.Select + "WHERE api_keys.id > @after ORDER BY api_keys.id LIMIT @count", new { after, count })).Select(row => row.ToKey())];
    }

    /// <summary>Notes a use.</summary>
    public async Task TouchAsync(string id, long nowMs, string from)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("UPDATE api_keys SET used_ms = @nowMs, used_from = @from WHERE id = @id", new { id, nowMs, from });
    }
}
