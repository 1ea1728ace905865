using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ConferenceGateway.Storage;
using Dapper;

namespace ConferenceGateway.Audit;

/// <summary>Reads who did what, the newest first, and lets go of what is too old. Nothing here changes a row.</summary>
internal sealed class AuditStore(Database database)
{
    /// <summary>Whether a row still names an account, as who did it or as to whom it was done: for a statement over <c>accounts</c>.</summary>
    public const string NamesAccount = "EXISTS (SELECT 1 FROM audit WHERE audit.actor = accounts.id OR audit.subject = accounts.id)";

    // Of an export: so much is read at once and in memory. In between nothing is held, however slow the reader is.
    private const int Portion = 500;

    private const string SweepSql = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at_ms < @beforeMs LIMIT @most)";

    /// <summary>The next rows behind one, by its id; null: from the newest on.</summary>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(AuditFilter filter, long? after, int count, CancellationToken cancellation = default)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return [.. await connection.QueryAsync<AuditRow>(new CommandDefinition(SqlOf(filter), new
        {
            after = after ?? long.MaxValue,
            count,
            from = filter.From?.ToUnixTimeMilliseconds(),
            to = filter.To?.ToUnixTimeMilliseconds(),
            actor = filter.Actor,
            action = filter.Action,
            subject = filter.Subject,
            way = filter.Way,
            text = filter.Text is { } text ? $"%{Escaped(text)}%" : null,
        }, cancellationToken: cancellation))];
    }

    /// <summary>All rows, the newest first; what is written down meanwhile is not among them.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long? after = null;
        while (true)
        {
            var rows = await ListAsync(filter, after, Portion, cancellation);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Portion)
                yield break;
            after = rows[^1].Id;
        }
    }

    /// <summary>Takes out what is older. How many.</summary>
    public Task<int> SweepAsync(DateTimeOffset before, TimeProvider time, CancellationToken cancellation) =>
        BatchDelete.RunAsync(database, SweepSql, new { beforeMs = before.ToUnixTimeMilliseconds() }, time, cancellation);

    private static string SqlOf(AuditFilter filter)
    {
        var sql = new StringBuilder("SELECT ").Append(AuditRow.Columns).Append(" FROM audit WHERE id < @after");
        And(filter.From, "at_ms >= @from");
        And(filter.To, "at_ms < @to");
        And(filter.Actor, "(actor = @actor OR actor_name = @actor)");
        And(filter.Action, "substr(action, 1, length(@action)) = @action");
        And(filter.Subject, "(subject = @subject OR subject_name = @subject)");
        And(filter.Way, "way = @way");
        And(filter.Text, "(actor_name LIKE @text ESCAPE '\\' OR subject_name LIKE @text ESCAPE '\\')");
        return sql.Append(" ORDER BY id DESC LIMIT @count").ToString();

        void And(object? value, string condition)
        {
            if (value is not null)
                sql.Append(CultureInfo.InvariantCulture, $" AND {condition}");
        }
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
