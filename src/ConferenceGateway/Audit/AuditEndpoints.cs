using System.Globalization;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Audit;

/// <summary>The page of the audit, and its export. Reading alone: nothing here changes anything.</summary>
internal static class AuditEndpoints
{
    public const string Path = "/admin/audit";
    public const string ExportPath = "/admin/audit.csv";

    /// <summary>The query's field for the last row that was seen.</summary>
    public const string After = "after";

    // With differences such a page has less than 30 KB.
    private const int OfPage = 25;

    /// <summary>Maps both; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapAudit(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapPage(Path, ShowAsync).Needs(Right.AuditRead);
        group.MapPage(ExportPath, ExportAsync).Needs(Right.AuditRead);
        return group;
    }

    private static async Task ShowAsync(HttpContext context, AuditStore store, AuditOptions options, TimeProvider time, PageWriter pages)
    {
        var query = AuditQuery.Read(context.Request.Query, time.LocalTimeZone);
        // A cursor is no field of the form: one that makes no sense begins at the beginning.
        long? after = long.TryParse(context.Request.Query[After], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var rows = query.Faults.Count > 0 ? [] : await store.ListAsync(query.Filter, after, OfPage + 1, context.RequestAborted);
        await pages.WriteAsync<AuditPage>(context, query.Faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK, new()
        {
            [nameof(AuditPage.Query)] = query,
            [nameof(AuditPage.Rows)] = rows.Take(OfPage).ToList(),
            [nameof(AuditPage.Next)] = rows.Count > OfPage ? rows[OfPage - 1].Id.ToString(CultureInfo.InvariantCulture) : null,
            [nameof(AuditPage.IsLater)] = after is not null,
            [nameof(AuditPage.Days)] = (int)options.Keep.TotalDays,
            [nameof(AuditPage.Zone)] = time.LocalTimeZone,
        });
    }

    private static async Task ExportAsync(HttpContext context, AuditStore store, TimeProvider time, ProblemWriter problems)
    {
        var query = AuditQuery.Read(context.Request.Query, time.LocalTimeZone);
        if (query.Faults.Count > 0)
            await problems.WriteAsync(context, new Problem.WrongValue(query.FaultNamed()));
        else
            await AuditCsv.WriteAsync(context, store, query.Filter, time.GetUtcNow());
    }
}
