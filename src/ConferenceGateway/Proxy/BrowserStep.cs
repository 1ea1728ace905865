using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Proxy;

/// <summary>May this browser take part? If not, or only with limits, the page of the check is the answer.</summary>
internal sealed class BrowserStep(BrowserCheck check, CheckPageWriter page, VisitBook visits)
{
    /// <summary>True: go on. False: the page of the check has to be written with <see cref="WriteAsync"/>.</summary>
    public bool MayPass(HttpContext context)
    {
        var verdict = Judge(context);
        RequestNote.Of(context)?.Verdict = verdict.Kind;
        visits.Count(context.Request, verdict.Browser);
        // The check cannot be framed, and its cookie would not come back from another site's frame: there the page would be a
        // blank that nobody gets past. Who is blocked by a decision stays before the blank.
        return check.MayPass(context, verdict) || (FramedRequest.Is(context.Request) && verdict.Kind != VerdictKind.Blocked);
    }

    public Task WriteAsync(HttpContext context, RoomName room) => page.WriteAsync(context, new CheckPlace(room), Judge(context));

    /// <summary>The form of the check was sent, or its script says what the probes found.</summary>
    public Task HandlePostAsync(HttpContext context, RoomName room, string location, IReadOnlyDictionary<string, StringValues> fields) =>
        page.HandlePostAsync(context, new CheckPlace(room), Judge(context), location, location, fields);

    private Verdict Judge(HttpContext context) => check.Judge(context.Request);
}
