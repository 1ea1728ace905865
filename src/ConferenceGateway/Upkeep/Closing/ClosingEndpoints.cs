using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>The pages about maintenance: what is announced, announcing it, ending it.</summary>
internal static class ClosingEndpoints
{
    public static void MapClosing(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(ClosingLinks.Path, ShowAsync).Needs(Right.FleetRead);
        // A closing ends everybody's meeting.
        portal.MapPage(ClosingLinks.New, AskAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(ClosingLinks.New, AnnounceAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(ClosingLinks.End, EndAsync).Needs(Right.FleetWrite);
    }

    private static Task ShowAsync(HttpContext context, MaintenanceBook book, TimeProvider time, PageWriter pages) =>
        pages.WriteAsync<ClosingPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ClosingPage.Current)] = book.Current,
            [nameof(ClosingPage.Now)] = time.GetUtcNow(),
        });

    private static Task AskAsync(HttpContext context, MaintenanceBook book, TimeProvider time, PageWriter pages) =>
        WriteAsync(context, pages, time, ClosingForm.Of(book.Current, time.LocalTimeZone), StatusCodes.Status200OK);

    private static async Task AnnounceAsync(HttpContext context, MaintenanceChanges changes, MessageCookie messages, TimeProvider time, PageWriter pages)
    {
        var form = ClosingForm.Of(context.Request.Form);
        if (form.Read(time) is not { } wish)
        {
            await WriteAsync(context, pages, time, form, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        if (await changes.AnnounceAsync(Actor.Of(context), wish, form.Revision) is MaintenanceAnswer.Changed changed)
        {
            // With what was typed: sending it once more is meant then.
            await WriteAsync(context, pages, time, form with { Revision = changed.Now?.Revision ?? MaintenanceChanges.Nothing }, StatusCodes.Status409Conflict, ProblemTexts.Headline(new Problem.Changed()));
            return;
        }

        messages.Say(context, ClosingTexts.Saved);
        SeeOther.Send(context, ClosingLinks.Path);
    }

    private static async Task EndAsync(HttpContext context, MaintenanceChanges changes, MessageCookie messages, ProblemWriter problems)
    {
        var seen = long.TryParse(context.Request.Form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1;
        var answer = await changes.EndAsync(Actor.Of(context), seen);
        if (answer.Problem is { } problem)
        {
            await problems.WriteAsync(context, problem);
            return;
        }

        messages.Say(context, ClosingTexts.Ended);
        SeeOther.Send(context, ClosingLinks.Path);
    }

    private static Task WriteAsync(HttpContext context, PageWriter pages, TimeProvider time, ClosingForm form, int status, Text? refusal = null) =>
        pages.WriteAsync<NewClosingPage>(context, status, new()
        {
            [nameof(NewClosingPage.Form)] = form,
            [nameof(NewClosingPage.Now)] = time.GetUtcNow(),
            [nameof(NewClosingPage.Refusal)] = refusal,
        });
}
