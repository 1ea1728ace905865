using ConferenceGateway.Audit;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Support;

/// <summary>The member's page on MeetingUrl, and the admin's on the portal.</summary>
internal static class SupportEndpoints
{
    public const string Path = "/admin/help";
    public const string DeletePath = Path + "/delete";

    /// <summary>More of a refused text is not sent back. Characters.</summary>
    private const int MostKept = 40;

    /// <summary>Maps the member's page; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapHelp(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map(HelpRequest.Path, (HttpContext context, HelpEndpoints help) => help.HandleAsync(context));

    /// <summary>Maps the admin's page.</summary>
    public static void MapSupport(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(Path, ShowAsync).Needs(Right.SupportRead);
        portal.MapForm(DeletePath, DeleteAsync).Needs(Right.SupportWrite);
    }

    private static async Task ShowAsync(HttpContext context, SupportStore store, SupportChanges changes, PageWriter pages)
    {
        var typed = context.Request.Query["code"].ToString();
        var (found, fault) = typed.Length == 0 ? (null, null) : await OpenAsync(context, changes, typed);
        await pages.WriteAsync<SupportPage>(context, fault is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, new()
        {
            [nameof(SupportPage.Typed)] = found?.Code.Shown ?? (typed.Length <= MostKept ? typed : typed[..MostKept]),
            [nameof(SupportPage.Fault)] = fault,
            [nameof(SupportPage.Found)] = found,
            [nameof(SupportPage.Count)] = await store.CountAsync(),
        });
    }

    private static async Task<(StoredSupport? Found, Text? Fault)> OpenAsync(HttpContext context, SupportChanges changes, string typed)
    {
        if (!SupportCode.TryParse(typed, out var code))
            return (null, SupportTexts.NoCode);
        var found = await changes.OpenAsync(Actor.Of(context), code);
        return (found, found is null ? SupportTexts.Gone : null);
    }

    private static async Task DeleteAsync(HttpContext context, SupportChanges changes, MessageCookie messages, ProblemWriter problems)
    {
        if (!SupportCode.TryParse(context.Request.Form["code"], out var code) || await changes.DeleteAsync(Actor.Of(context), code) is null)
        {
            await problems.WriteAsync(context, new Problem.NotFound(SupportTexts.Gone));
            return;
        }

        messages.Say(context, SupportTexts.Deleted);
        SeeOther.Send(context, Path);
    }
}
