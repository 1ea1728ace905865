using System.Globalization;
using System.Text.Json.Serialization;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;

namespace ConferenceGateway.Audit;

/// <summary>The audit on the API: the same filter as on the page, page by page or whole as CSV.</summary>
internal static class AuditApi
{
    private const string Filter =
        "from and to are days (2027-03-04) of the gateway's clock, the last one included, or instants; actor and subject an id or a whole name; " +
        "action how it begins (account.); way page, api, command-line or gateway; q a part of one of the two names.";

    /// <summary>Maps the operations.</summary>
    public static void MapAuditApi(this RouteGroupBuilder api)
    {
        api.MapRead("/audit", ListAsync).Needs(Right.AuditRead)
            .Says("listAudit", "Who did what, the newest first.", Filter).Gives<ApiList<AuditItem>>().IsPaged();
        api.MapRead("/audit.csv", ExportAsync).Needs(Right.AuditRead)
            .Says("exportAudit", "All of it as CSV.", Filter).Produces<string>(StatusCodes.Status200OK, AuditCsv.MediaType).CanFail(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext context, AuditStore store, TimeProvider time)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        var query = AuditQuery.Read(context.Request.Query, time.LocalTimeZone);
        if (query.Faults.Count > 0)
            return ApiAnswer.Of(new Problem.WrongValue(query.FaultNamed()));
        long? after = null;
        if (paging.After is { } key)
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                return ApiAnswer.Of(new Problem.WrongValue(Text.Same("after must be the value of next of the page before, unchanged.")));
            after = id;
        }

        var rows = await store.ListAsync(query.Filter, after, paging.Wanted, context.RequestAborted);
        return ApiAnswer.Ok(paging.Page(rows, row => row.Id.ToString(CultureInfo.InvariantCulture), AuditItem.Of), AuditApiJson.Api.ApiListAuditItem);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, AuditStore store, TimeProvider time)
    {
        var query = AuditQuery.Read(context.Request.Query, time.LocalTimeZone);
        if (query.Faults.Count > 0)
            return ApiAnswer.Of(new Problem.WrongValue(query.FaultNamed()));
        await AuditCsv.WriteAsync(context, store, query.Filter, time.GetUtcNow());
        return Results.Empty;
    }
}

/// <summary>One thing that was done.</summary>
/// <param name="Id">Grows with each row.</param>
/// <param name="At">When.</param>
/// <param name="Actor">The account's id; null: no account acted.</param>
/// <param name="ActorName">Who, by the name of that time.</param>
/// <param name="Way">By which way: page, api, command-line, gateway.</param>
/// <param name="ApiKey">The id of the key that was used; null: none.</param>
/// <param name="Action">What: account.disable.</param>
/// <param name="Subject">The id of what was acted on.</param>
/// <param name="SubjectName">Its name at that time.</param>
/// <param name="Before">What was, by name; null: nothing.</param>
/// <param name="After">What is, by name; null: nothing.</param>
/// <param name="Source">From where, masked; null: the machine itself.</param>
internal sealed record AuditItem(
    string Id, DateTimeOffset At, string? Actor, string ActorName, string Way, string? ApiKey, string Action, string Subject, string SubjectName,
    IReadOnlyDictionary<string, string?>? Before, IReadOnlyDictionary<string, string?>? After, string? Source)
{
    public static AuditItem Of(AuditRow row) => new(
        row.Id.ToString(CultureInfo.InvariantCulture), row.At, row.Actor, row.ActorName, row.Way, row.ApiKey, row.Action, row.Subject, row.SubjectName,
        row.BeforeJson is null ? null : row.Before, row.AfterJson is null ? null : row.After, row.Source);
}

[JsonSerializable(typeof(ApiList<AuditItem>))]
internal sealed partial class AuditApiJson : JsonSerializerContext
{
    public static AuditApiJson Api { get; } = new(ApiJson.NewOptions());
}
