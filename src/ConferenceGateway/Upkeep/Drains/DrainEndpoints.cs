using System.Globalization;
using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>The pages of the drain assistant, for shards and bridges alike.</summary>
internal static class DrainEndpoints
{
    // Seconds. Something is about to be told, or people are on their way.
    private const string Soon = "3";

    // Seconds. People leave by themselves.
    private const string Later = "10";

    // What happened before these is in the audit.
    private const int MostRows = 10;

    public static void MapDrains(this IEndpointRouteBuilder portal)
    {
        var drain = NodeLinks.Drain("{name}");
        var move = NodeLinks.Move("{name}");
        portal.MapPage(drain, ShowAsync).Needs(Right.FleetRead);
        portal.MapForm(drain, DoAsync).Needs(Right.FleetWrite);
        // People lose their connection for a moment.
        portal.MapPage(move, AskAsync).Needs(Right.FleetWrite).NeedsProof();
        portal.MapForm(move, MoveAsync).Needs(Right.FleetWrite).NeedsProof();
    }

    private static async Task ShowAsync(HttpContext context, string name, DrainReading reading, AuditStore audit, PageWriter pages, ProblemWriter problems)
    {
        if (await reading.OfAsync(name) is not { } facts)
            await problems.WriteAsync(context, FleetNode.NoSuchNode);
        else
            await WriteAsync(context, facts, audit, pages);
    }

    private static async Task DoAsync(
        HttpContext context, string name, DrainChanges changes, DrainReading reading, AuditStore audit, MessageCookie messages, PageWriter pages, ProblemWriter problems)
    {
        var actor = Actor.Of(context);
        var (answer, done, next) = context.Request.Form["do"].ToString() switch
        {
            "undo" => (await changes.UndoAsync(actor, name), DrainTexts.Undone(name), NodeLinks.Of(name)),
            "stay" => (await changes.StayAsync(actor, name), DrainTexts.CalledOff, NodeLinks.Drain(name)),
            "again" => (await changes.BeginAsync(actor, name), DrainTexts.Sent, NodeLinks.Drain(name)),
            _ => (await changes.BeginAsync(actor, name), DrainTexts.Begun, NodeLinks.Drain(name)),
        };
        if (answer is DrainAnswer.Done)
            Lead(context, messages, done, next);
        else if (answer is DrainAnswer.Refused && await reading.OfAsync(name) is { } facts)
            // The page says itself what is in the way.
            await WriteAsync(context, facts, audit, pages, answer.Problem!.Status);
        else
            await problems.WriteAsync(context, answer.Problem ?? new Problem.Internal());
    }

    private static async Task AskAsync(HttpContext context, string name, DrainReading reading, PageWriter pages, ProblemWriter problems)
    {
        if (await reading.OfAsync(name) is not { } facts)
            await problems.WriteAsync(context, FleetNode.NoSuchNode);
        else if (facts.Node.Wanted is not { IsDrain: true })
            await problems.WriteAsync(context, new DrainAnswer.NotDraining(facts.Node).Problem!);
        else
            await WriteMoveAsync(context, facts, pages, StatusCodes.Status200OK);
    }

    private static async Task MoveAsync(
        HttpContext context, string name, DrainChanges changes, DrainReading reading, MessageCookie messages, TimeProvider time, PageWriter pages, ProblemWriter problems)
    {
        var form = context.Request.Form;
        DateTimeOffset? at = null;
        if (form["do"] == "at")
        {
            at = Next(form["at"].ToString(), time);
            if (at is null && await reading.OfAsync(name) is { } facts)
            {
                await WriteMoveAsync(context, facts, pages, StatusCodes.Status422UnprocessableEntity, form["at"].ToString(), MoveTexts.NoTime);
                return;
            }
        }

        var answer = await changes.MoveAsync(Actor.Of(context), name, at);
        if (answer is DrainAnswer.Done)
            Lead(context, messages, at is { } set ? MoveTexts.Set(set, time) : MoveTexts.Moving, NodeLinks.Drain(name));
        else
            await problems.WriteAsync(context, answer.Problem ?? new Problem.Internal());
    }

    /// <summary>The next moment at which the gateway's clock shows that time; null: it is none.</summary>
    internal static DateTimeOffset? Next(string clock, TimeProvider time)
    {
        if (!TimeOnly.TryParseExact(clock.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var wished))
            return null;
        var now = time.GetLocalNow();
        var day = TimeOnly.FromDateTime(now.DateTime) < wished ? now.Date : now.Date.AddDays(1);
        var local = day + wished.ToTimeSpan();
        // A time that the clocks leave out in spring is as good as an hour later.
        return new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local));
    }

    private static async Task WriteAsync(HttpContext context, DrainFacts facts, AuditStore audit, PageWriter pages, int status = StatusCodes.Status200OK)
    {
        if (status == StatusCodes.Status200OK && RefreshOf(facts.Phase) is { } refresh)
            context.Response.Headers["Refresh"] = refresh;
        var happened = await audit.ListAsync(new AuditFilter { Subject = facts.Node.Name, Action = "drain." }, null, MostRows, context.RequestAborted);
        await pages.WriteAsync<DrainPage>(context, status, new()
        {
            [nameof(DrainPage.Facts)] = facts,
            [nameof(DrainPage.Happened)] = happened,
        });
    }

    private static Task WriteMoveAsync(HttpContext context, DrainFacts facts, PageWriter pages, int status, string? typed = null, Text? fault = null) =>
        pages.WriteAsync<MovePage>(context, status, new()
        {
            [nameof(MovePage.Facts)] = facts,
            [nameof(MovePage.Typed)] = typed,
            [nameof(MovePage.Fault)] = fault,
        });

    private static void Lead(HttpContext context, MessageCookie messages, Text done, string next)
    {
        messages.Say(context, done);
        SeeOther.Send(context, next);
    }

    private static string? RefreshOf(DrainPhase phase) => phase switch
    {
        DrainPhase.Told or DrainPhase.NotTaken or DrainPhase.Moving or DrainPhase.Reopening => Soon,
        DrainPhase.Emptying => Later,
        _ => null,
    };
}
