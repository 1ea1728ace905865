using System.Globalization;
using System.Text;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Audit;

/// <summary>
/// The audit as CSV (RFC 4180), in UTF-8 with the mark at its beginning by which spreadsheet programs know it. What such a
/// program would take for a formula gets an apostrophe in front: a name is text, whatever it says.
/// </summary>
internal static class AuditCsv
{
    public const string MediaType = "text/csv";

    private const string LineEnd = "\r\n";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string[] Columns =
        ["id", "at", "actor", "actor_name", "way", "api_key", "action", "subject", "subject_name", "before", "after", "source"];

    /// <summary>Sends all rows as a file. What is sent is not kept: there may be millions.</summary>
    public static async Task WriteAsync(HttpContext context, AuditStore store, AuditFilter filter, DateTimeOffset now)
    {
        var cancellation = context.RequestAborted;
        await using var rows = store.AllAsync(filter, cancellation).GetAsyncEnumerator(cancellation);
        // Before the head goes out: a database that is away is still a problem document.
        var isMore = await rows.MoveNextAsync();

        var response = context.Response;
        response.ContentType = MediaType + "; charset=utf-8; header=present";
        var headers = response.Headers;
        headers.ContentDisposition = $"attachment; filename=\"audit-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.csv\"";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        await using var writer = new StreamWriter(response.Body, Utf8, bufferSize: 16 * 1024, leaveOpen: true);
        await writer.WriteAsync('\uFEFF');
        await writer.WriteAsync(Line(Columns));
        for (; isMore; isMore = await rows.MoveNextAsync())
            await writer.WriteAsync(Line(Values(rows.Current)).AsMemory(), cancellation);
    }

    /// <summary>One record, with its line end.</summary>
    public static string Line(IEnumerable<string?> values) => string.Join(',', values.Select(value => Quoted(Harmless(value ?? "")))) + LineEnd;

    private static string[] Values(AuditRow row) =>
    [
        row.Id.ToString(CultureInfo.InvariantCulture), ShownTime.Iso(row.At), row.Actor ?? "", row.ActorName, row.Way, row.ApiKey ?? "", row.Action,
        row.Subject, row.SubjectName, row.BeforeJson ?? "", row.AfterJson ?? "", row.Source ?? "",
    ];

    // OWASP, "CSV injection": = + - @, tab, line ends, and the wide forms. Some programs pass over blanks and marks before them.
    private static string Harmless(string text)
    {
        if (text.Length == 0)
            return text;
        var first = text.FirstOrDefault(character => !char.IsWhiteSpace(character) && char.GetUnicodeCategory(character) is not (UnicodeCategory.Format or UnicodeCategory.Control));
        return text[0] is '\t' or '\r' or '\n' || first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
