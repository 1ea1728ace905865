using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ConferenceGateway.Audit;

/// <summary>
/// Writes down who did what, in the transaction of the deed itself: what is not written down did not happen, and what did
/// not happen is not written down. Rows are only ever added.
/// </summary>
internal sealed class AuditLog(TimeProvider time)
{
    private const string AppendSql = """
        INSERT INTO audit (at_ms, actor, actor_name, way, api_key, action, subject, subject_name, before_json, after_json, source)
        VALUES (@atMs, @actor, @actorName, @way, @key, @action, @subject, @subjectName, @before, @after, @source)
        """;

    /// <summary>Adds a row to that transaction.</summary>
    public Task AppendAsync(DbTransaction transaction, Actor actor, AuditEntry entry) =>
        transaction.Connection!.ExecuteAsync(AppendSql, new
        {
            atMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            actor = actor.Account,
            actorName = actor.Name,
            way = NameOf(actor.Way),
            key = actor.Key,
            action = entry.Action,
            subject = entry.Subject,
            subjectName = entry.SubjectName,
            before = Json(entry.Before),
            after = Json(entry.After),
            source = actor.Source,
        }, transaction);

    /// <summary>As it is written: <c>command-line</c>.</summary>
    public static string NameOf(ActedBy way) => way switch
    {
        ActedBy.Page => "page",
        ActedBy.Api => "api",
        ActedBy.CommandLine => "command-line",
        _ => "gateway",
    };

    private static string? Json(IReadOnlyDictionary<string, string?>? values) =>
        values is null ? null : JsonSerializer.Serialize(values, AuditJson.Default.IReadOnlyDictionaryStringString);
}
