using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Identity.Guessing;

/// <summary>
/// Browsers from which an account has signed in before. They still get in while strangers guess. A cookie holds one
/// random secret for each account; it signs nobody in.
/// </summary>
internal sealed class Devices(Database database, PortalCookies cookies, TimeProvider time)
{
    // A family's computer; the oldest goes first.
    private const int MostInCookie = 8;

    private const int MostOfAccount = 20;

    private static readonly TimeSpan Age = TimeSpan.FromDays(365);

    private string Name => cookies.Name("device");

    /// <summary>The hash of this browser's secret for that account; null: it is not known. Asks as well if there is no account.</summary>
    public async Task<string?> FindAsync(HttpContext context, Account? account)
    {
        var hashes = Secrets(context).Select(Secret.HashOf).ToList();
        if (hashes.Count == 0)
            return null;
        await using var connection = await database.ConnectAsync();
        return await connection.QueryFirstOrDefaultAsync<string>(
            "SELECT secret_hash FROM devices WHERE account = @account AND secret_hash IN @hashes AND seen_ms > @since",
            new { account = account?.Id ?? "", hashes, since = (time.GetUtcNow() - Age).ToUnixTimeMilliseconds() });
    }

    /// <summary>That account has just signed in here.</summary>
    public async Task RememberAsync(HttpContext context, Account account)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var connection = await database.ConnectAsync();
        if (await FindAsync(context, account) is { } known)
        {
            await connection.ExecuteAsync("UPDATE devices SET seen_ms = @nowMs WHERE secret_hash = @known", new { nowMs, known });
            return;
        }

        var secret = Secret.Make();
        await connection.ExecuteAsync("""
            INSERT INTO devices (secret_hash, account, seen_ms) VALUES (@hash, @id, @nowMs);
            DELETE FROM devices WHERE account = @id AND secret_hash NOT IN
                (SELECT secret_hash FROM devices WHERE account = @id ORDER BY seen_ms DESC, secret_hash = @hash DESC LIMIT @most)
            """, new { hash = Secret.HashOf(secret), id = account.Id, nowMs, most = MostOfAccount });
        context.Response.Cookies.Append(Name, string.Join('.', Secrets(context).Prepend(secret).Take(MostInCookie)), cookies.Options(Age));
    }

    private IEnumerable<string> Secrets(HttpContext context) =>
        (context.Request.Cookies[Name] ?? "").Split('.', MostInCookie + 1).Take(MostInCookie).Where(secret => secret.Length == 43);
}
