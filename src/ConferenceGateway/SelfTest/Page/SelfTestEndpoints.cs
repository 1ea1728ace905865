using ConferenceGateway.Audit;
using ConferenceGateway.Portal;

namespace ConferenceGateway.SelfTest.Page;

/// <summary>The admin's first page: what the self-test found, and letting it run again.</summary>
internal static class SelfTestEndpoints
{
    public const string Path = "/admin";
    public const string RunPath = "/admin/check";

    // Seconds. The page comes back by itself while it waits.
    private const string Refresh = "3";

    /// <summary>Maps both; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapSelfTest(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapPage(Path, ShowAsync).Needs(Right.CheckRead);
        group.MapForm(RunPath, RunAsync).Needs(Right.CheckRun);
        return group;
    }

    private static async Task ShowAsync(HttpContext context, CheckRuns runs, TimeProvider time, PageWriter pages)
    {
        var mayRun = Caller.Of(context)!.Has(Right.CheckRun);
        // Nobody has looked since the start: whoever may let it run, and comes here, wants to know.
        if (mayRun && runs.Current.BeganAt is null && HttpMethods.IsGet(context.Request.Method) && IsAskedFromHere(context.Request))
            await runs.StartAsync(Actor.Of(context));
        var current = runs.Current;
        if (current.RunningSince is not null)
            context.Response.Headers["Refresh"] = Refresh;
        await pages.WriteAsync<CheckResultPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(CheckResultPage.Check)] = current,
            [nameof(CheckResultPage.MayRun)] = mayRun,
            [nameof(CheckResultPage.StartedAt)] = runs.StartedAt,
            [nameof(CheckResultPage.Zone)] = time.LocalTimeZone,
        });
    }

    // By an address that was typed, or by a page of the portal. What a page of MeetingUrl asks for in this browser begins nothing.
    private static bool IsAskedFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is not { Count: > 0 } site || site == "none" || site == "same-origin";

    private static async Task RunAsync(HttpContext context, CheckRuns runs, MessageCookie messages)
    {
        if (await runs.StartAsync(Actor.Of(context)) is CheckStart.TooSoon soon)
            messages.Say(context, CheckPageTexts.TooSoon(soon.Wait));
        SeeOther.Send(context, Path);
    }
}
