using ConferenceGateway.Audit;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Identity;

/// <summary>
/// Lets go of what sign-in keeps no longer: what has ended, what nobody uses, and accounts that were disabled so long ago
/// that the audit does not name them any more.
/// </summary>
internal sealed partial class IdentitySweep(Database database, SignInOptions options, AuditOptions audit, TimeProvider time, ILogger<IdentitySweep> logger)
    : HourlySweep(time, logger)
{
    /// <summary>A browser that has not been seen for so long is a strange one again.</summary>
    public static readonly TimeSpan DeviceKept = TimeSpan.FromDays(180);

    /// <summary>
    /// All numbers of wrong tries are an hour's, so a row that nobody has touched for a day counts nothing any more. What
    /// its owner has not been told yet stays as long as the audit.
    /// </summary>
    public static readonly TimeSpan GuessesKept = TimeSpan.FromDays(1);

    private const string SessionsSql = "DELETE FROM sessions WHERE secret_hash IN (SELECT secret_hash FROM sessions WHERE seen_ms <= @idleMs OR created_ms <= @bornMs LIMIT @most)";
    private const string LinksSql = "DELETE FROM password_links WHERE secret_hash IN (SELECT secret_hash FROM password_links WHERE expires_ms <= @nowMs LIMIT @most)";
    private const string DevicesSql = "DELETE FROM devices WHERE secret_hash IN (SELECT secret_hash FROM devices WHERE seen_ms <= @deviceMs LIMIT @most)";

    private const string GuessesSql = """
        DELETE FROM guesses WHERE subject IN (SELECT subject FROM guesses
        WHERE updated_ms <= @guessMs AND (total = 0 OR subject NOT LIKE 'account %' OR updated_ms <= @keptMs) LIMIT @most)
        """;

    private const string KeysSql = "DELETE FROM api_keys WHERE id IN (SELECT id FROM api_keys WHERE expires_ms <= @keptMs OR revoked_ms <= @keptMs LIMIT @most)";

    private const string AccountsSql = $"""
        DELETE FROM accounts WHERE id IN (SELECT id FROM accounts WHERE disabled_ms <= @keptMs
        AND NOT EXISTS (SELECT 1 FROM api_keys WHERE api_keys.owner = accounts.id) AND NOT {AuditStore.NamesAccount} LIMIT @most)
        """;

    private readonly TimeProvider _time = time;
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override async Task SweepAsync(CancellationToken cancellation)
    {
        var sessions = await GoneAsync(SessionsSql);
        var links = await GoneAsync(LinksSql);
        var devices = await GoneAsync(DevicesSql);
        var guesses = await GoneAsync(GuessesSql);
        // Keys before their owners.
        var keys = await GoneAsync(KeysSql);
        var accounts = await GoneAsync(AccountsSql);
        if (sessions + links + devices + guesses + keys + accounts > 0)
            Log.Swept(_logger, sessions, links, devices, guesses, keys, accounts);

        Task<int> GoneAsync(string sql) => BatchDelete.RunAsync(database, sql, new
        {
            nowMs = Before(TimeSpan.Zero),
            idleMs = Before(options.Idle),
            bornMs = Before(options.Longest),
            deviceMs = Before(DeviceKept),
            guessMs = Before(GuessesKept),
            keptMs = Before(audit.Keep),
        }, _time, cancellation);
    }

    private long Before(TimeSpan age) => (_time.GetUtcNow() - age).ToUnixTimeMilliseconds();

    private static partial class Log
    {
        [LoggerMessage(2150, LogLevel.Information,
            "Deleted what is kept no longer: {Sessions} sessions, {Links} links, {Devices} known browsers, {Guesses} counts of wrong tries, {Keys} API keys, {Accounts} disabled accounts")]
        public static partial void Swept(ILogger logger, int sessions, int links, int devices, int guesses, int keys, int accounts);
    }
}
