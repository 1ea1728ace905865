using System.Collections.Immutable;
using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Storage;
using ConferenceGateway.UserAgents.Policy;
using Dapper;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>
/// Changes the draft, and puts versions in force with their row of the audit. What is drafted is nobody's deed yet: only
/// what holds, and a draft that is thrown away, is written down there.
/// </summary>
internal sealed class PolicyChanges(Database database, PolicyStore store, PolicyBook book, PolicyView view, KnownBrands brands, AuditLog audit, TimeProvider time)
{
    private const string SaveDraftSql = """
        INSERT INTO policy_draft (id, revision, base, rules_json, changed_ms, changed_by_name) VALUES (1, @revision, @from, @rules, @now, @Name)
        ON CONFLICT (id) DO UPDATE SET revision = @revision, base = @from, rules_json = @rules, changed_ms = @now, changed_by_name = @Name
        """;

    /// <summary>Today, by the clock of the gateway's machine.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    /// <summary>What is wrong with a list, today.</summary>
    public IReadOnlyList<PolicyFault> Faults(IReadOnlyList<PolicyRule> rules) => PolicyCheck.Faults(rules, brands.Has, Today);

    /// <summary>Changes the draft, or begins one from what is in force. It may have faults: they are asked for when it is put in force.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="seen">The draft's revision that was seen.</param>
    /// <param name="edit">Makes the new list of the old one; null: the rule that it is about is not there.</param>
    public async Task<PolicyAnswer> DraftAsync(Actor actor, long seen, Func<ImmutableArray<PolicyRule>, ImmutableArray<PolicyRule>?> edit)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var state = await store.StateAsync(connection, transaction);
        if (seen != state.Revision)
            return new PolicyAnswer.Changed(state);
        if (edit(state.Rules) is not { } rules)
            return new PolicyAnswer.Unknown(PolicyTexts.NoSuchRule);
        if (rules.Length > PolicyCheck.MostRules)
            return new PolicyAnswer.Faulty(Faults(rules));
        await SaveDraftAsync(transaction, actor, state.Revision + 1, state.Draft?.Base ?? state.Current.Policy.Version, PolicyText.Of(rules));
        var now = await store.StateAsync(connection, transaction);
        await transaction.CommitAsync();
        return new PolicyAnswer.Done(now);
    }

    /// <summary>Throws the draft away.</summary>
    public async Task<PolicyAnswer> DiscardAsync(Actor actor, long seen)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var state = await store.StateAsync(connection, transaction);
        if (seen != state.Revision)
            return new PolicyAnswer.Changed(state);
        if (state.Draft is not { } draft)
            return new PolicyAnswer.Unknown(PolicyTexts.NoDraft);
        await SaveDraftAsync(transaction, actor, state.Revision + 1, draft.Base, null);
        await audit.AppendAsync(transaction, actor, new("policy.discard", "policy", PolicyTexts.DraftOf(draft.Base).English)
        {
            Before = new Dictionary<string, string?> { ["changedBy"] = draft.ChangedBy },
        });
        var now = await store.StateAsync(connection, transaction);
        await transaction.CommitAsync();
        return new PolicyAnswer.Done(now);
    }

    /// <summary>Puts the draft in force.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="seenDraft">The draft's revision that was seen.</param>
    /// <param name="seenVersion">The version in force that was seen, which the new one replaces.</param>
    public async Task<PolicyAnswer> ApplyAsync(Actor actor, long seenDraft, long seenVersion)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var state = await store.StateAsync(connection, transaction);
        if (seenDraft != state.Revision || seenVersion != state.Current.Policy.Version)
            return new PolicyAnswer.Changed(state);
        if (state.Draft is not { } draft)
            return new PolicyAnswer.Unknown(PolicyTexts.NoDraft);
        if (Faults(draft.Rules) is { Count: > 0 } faults)
            return new PolicyAnswer.Faulty(faults);
        await SaveDraftAsync(transaction, actor, state.Revision + 1, draft.Base, null);
        return await PutAsync(transaction, actor, state.Current.Policy, draft.Rules);
    }

    /// <summary>Puts a list in force, past the draft, which stays.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="seen">The version in force that was seen.</param>
    /// <param name="rules">The list.</param>
    public async Task<PolicyAnswer> PutAsync(Actor actor, long seen, ImmutableArray<PolicyRule> rules)
    {
        if (Faults(rules) is { Count: > 0 } faults)
            return new PolicyAnswer.Faulty(faults);
        await using var connection = await database.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var state = await store.StateAsync(connection, transaction);
        return seen != state.Current.Policy.Version ? new PolicyAnswer.Changed(state) : await PutAsync(transaction, actor, state.Current.Policy, rules);
    }

    private async Task<PolicyAnswer> PutAsync(DbTransaction transaction, Actor actor, BrowserPolicy was, ImmutableArray<PolicyRule> rules)
    {
        var connection = transaction.Connection!;
        // Higher than any that is there, also than one that this program cannot read.
        var version = await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(version), 0) + 1 FROM policy_versions", null, transaction);
        await connection.ExecuteAsync("INSERT INTO policy_versions (version, rules_json, made_ms, made_by, made_by_name) VALUES (@version, @rules, @now, @Account, @Name)", new
        {
            version, rules = PolicyText.Of(rules), now = time.GetUtcNow().ToUnixTimeMilliseconds(), actor.Account, actor.Name,
        }, transaction);
        var (before, after) = PolicyDifference.Of(was, new BrowserPolicy((int)version, rules));
        await audit.AppendAsync(transaction, actor, new("policy.change", "policy", PolicyTexts.VersionNumber(version).English) { Before = before, After = after });
        var now = await store.StateAsync(connection, transaction);
        await transaction.CommitAsync();
        try
        {
            await book.ReadAgainAsync();
        }
        catch (DbException)
        {
            // It is written; that it cannot be read this moment does not keep it out of force.
            view.Set(now.Current.Policy);
        }

        return new PolicyAnswer.Done(now);
    }

    private Task<int> SaveDraftAsync(DbTransaction transaction, Actor actor, long revision, int from, string? rules) =>
        transaction.Connection!.ExecuteAsync(SaveDraftSql, new { revision, from, rules, now = time.GetUtcNow().ToUnixTimeMilliseconds(), actor.Name }, transaction);
}
