using System.Data.Common;
using ConferenceGateway.Storage;
using ConferenceGateway.UserAgents.Policy;
using Dapper;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Versions of the policy and its draft in the database.</summary>
internal sealed partial class PolicyStore(Database database, ILogger<PolicyStore> logger)
{
    private const string Columns = "version AS Version, rules_json AS RulesJson, made_ms AS MadeMs, made_by_name AS MadeByName";

    /// <summary>What is in force and what is drafted.</summary>
    public async Task<PolicyState> StateAsync()
    {
        await using var connection = await database.ConnectAsync();
        return await StateAsync(connection, null);
    }

    /// <summary>The same within a deed's transaction; without one, what was changed between the two readings is noticed by its revision.</summary>
    public async Task<PolicyState> StateAsync(DbConnection connection, DbTransaction? transaction)
    {
        var row = await connection.QuerySingleOrDefaultAsync<DraftRow>(
            "SELECT revision AS Revision, base AS Base, rules_json AS RulesJson, changed_ms AS ChangedMs, changed_by_name AS ChangedByName FROM policy_draft", null, transaction);
        // A draft of a later program is none for this one; its row stays until somebody begins another.
        var rules = row?.RulesJson is { } json ? PolicyText.Read(json) : null;
        var draft = row is null || rules is null ? null
            : new PolicyDraft(row.Revision, (int)row.Base, rules.Value, DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedMs), row.ChangedByName);
        return new(await CurrentAsync(connection, transaction), draft, row?.Revision ?? 0);
    }

    /// <summary>The version in force.</summary>
    public async Task<PolicyVersion> CurrentAsync()
    {
        await using var connection = await database.ConnectAsync();
        return await CurrentAsync(connection, null);
    }

    /// <summary>One version, also a past one; null: there is none, or a later program wrote it.</summary>
    public async Task<PolicyVersion?> FindAsync(long version)
    {
        if (version == 0)
            return PolicyVersion.Shipped;
        await using var connection = await database.ConnectAsync();
        return (await connection.QuerySingleOrDefaultAsync<VersionRow>($"SELECT {Columns} FROM policy_versions WHERE version = @version", new { version }))?.Read();
    }

    /// <summary>Versions without their rules, the newest first, behind the one named.</summary>
    public async Task<IReadOnlyList<PolicyVersionBody>> ListAsync(long? before, int count)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<VersionRow>(
            "SELECT version AS Version, made_ms AS MadeMs, made_by_name AS MadeByName FROM policy_versions WHERE version < @before ORDER BY version DESC LIMIT @count",
            new { before = before ?? long.MaxValue, count })).Select(row => new PolicyVersionBody(row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.MadeMs), row.MadeByName))];
    }

    // Of several versions the newest that this program can read: an older program after a newer one goes on with what
    // was decided before, and says so.
    private async Task<PolicyVersion> CurrentAsync(DbConnection connection, DbTransaction? transaction)
    {
        long? before = null;
        while (await connection.QuerySingleOrDefaultAsync<VersionRow>(
            $"SELECT {Columns} FROM policy_versions WHERE version < @before ORDER BY version DESC LIMIT 1", new { before = before ?? long.MaxValue }, transaction) is { } row)
        {
            if (row.Read() is { } version)
                return version;
            Log.Unreadable(logger, row.Version);
            before = row.Version;
        }

        return PolicyVersion.Shipped;
    }

    private sealed record VersionRow
    {
        public long Version { get; init; }
        public string RulesJson { get; init; } = "";
        public long MadeMs { get; init; }
        public string MadeByName { get; init; } = "";

        public PolicyVersion? Read() => PolicyText.Read(RulesJson) is { } rules
            ? new(new BrowserPolicy((int)Version, rules)) { MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(MadeMs), MadeBy = MadeByName }
            : null;
    }

    private sealed record DraftRow
    {
        public long Revision { get; init; }
        public long Base { get; init; }
        public string? RulesJson { get; init; }
        public long ChangedMs { get; init; }
        public string ChangedByName { get; init; } = "";
    }

    private static partial class Log
    {
        [LoggerMessage(7000, LogLevel.Error, "Version {Version} of the browser policy cannot be read: a newer gateway wrote it, or it is damaged. The version before it is in force. Start the newer gateway, or put a version in force on the page Rules")]
        public static partial void Unreadable(ILogger logger, long version);
    }
}
