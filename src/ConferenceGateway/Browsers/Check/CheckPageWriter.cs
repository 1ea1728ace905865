using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.WaysIn;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Browsers.Check;

/// <summary>
/// Shows the check at the address that was asked for and takes the answers there: the form has no <c>action</c>, so that
/// the <c>#…</c> of an embedded meeting survives.
/// </summary>
internal sealed class CheckPageWriter(BrowserCheck check, WaysInList ways, PageWriter pages, ProblemWriter problems)
{
    /// <summary>The form has two fields; more than this is not read. Bytes.</summary>
    public const int MostFormBytes = 1024;

    private static readonly PageScript Script = new("check");

    /// <summary>Shows the page.</summary>
    public Task WriteAsync(HttpContext context, CheckPlace place, Verdict verdict, int status = StatusCodes.Status200OK) =>
        pages.WriteAsync<CheckPage>(context, place.Fault == RoomNameFault.None ? status : StatusCodes.Status400BadRequest, new()
        {
            [nameof(CheckPage.Verdict)] = verdict,
            [nameof(CheckPage.Next)] = NextSteps.Of(verdict, check.IsWelcome),
            [nameof(CheckPage.Place)] = place,
            [nameof(CheckPage.Ways)] = ways.For(new WayInQuestion(verdict.Browser, place.Room)),
        }, Script);

    /// <summary>
    /// Takes what the page sends: the probes' report, which the same page answers with what it means; "go on", which sets
    /// the cookie where the verdict lets in; "again". The two addresses are paths of this host, as the caller wrote them.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="place">Where it was asked.</param>
    /// <param name="verdict">The rules' verdict.</param>
    /// <param name="here">The path and query of this request.</param>
    /// <param name="onward">Where going on leads.</param>
    /// <param name="fields">What was sent.</param>
    public async Task HandlePostAsync(HttpContext context, CheckPlace place, Verdict verdict, string here, string onward, IReadOnlyDictionary<string, StringValues> fields)
    {
        if (!IsLocal(here) || !IsLocal(onward))
        {
            await problems.WriteAsync(context, new Problem.BadRequest("The target of this request is not a path of this host."));
            return;
        }

        // Twice the same field is nobody's form.
        var report = fields.TryGetValue(ProbeReport.Field, out var probes) && probes is [var field] ? ProbeReport.Parse(field) : null;
        var refined = Refinement.Refine(verdict, report);
        switch (fields.TryGetValue("go", out var go) ? go.ToString() : probes.Count > 0 ? "look" : "")
        {
            case "on" when refined.LetsIn:
                if (verdict.Kind != VerdictKind.Works)
                    check.LetPass(context, verdict);
                SeeOther.Send(context, onward);
                break;
            case "on":
                await WriteAsync(context, place, refined, StatusCodes.Status403Forbidden);
                break;
            case "again":
                SeeOther.Send(context, here);
                break;
            case "look":
                await WriteAsync(context, place, refined);
                break;
            default:
                await problems.WriteAsync(context, new Problem.BadRequest(new Text(
                    "Im Formular fehlt die Antwort „Trotzdem weiter“.", "The form does not hold the field go=on.")));
                break;
        }
    }

    private static bool IsLocal(string location) =>
        location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal)
        && !location.StartsWith("/\\", StringComparison.Ordinal) && location.All(letter => letter is > ' ' and < '\x7f');
}
