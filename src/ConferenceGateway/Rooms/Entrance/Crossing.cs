using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// The way of somebody signed in from PortalUrl into a room: a page of the portal makes a code, its form brings the code to
/// MeetingUrl, and the ticket is left there. Neither origin sees the other's cookies, and no address holds the code.
/// </summary>
internal sealed class Crossing(
    RoomBook rooms, EntryCodes codes, EntranceTickets tickets, BrowserSessions sessions, ActiveAccounts accounts, MeetingForm forms, PageWriter pages, ProblemWriter problems, Origins origins)
{
    /// <summary>The page of the portal.</summary>
    public const string Path = "/enter";

    /// <summary>Where its form goes, on MeetingUrl.</summary>
    public const string RedeemPath = "/-/redeem";

    private const int MostBytes = 4096;

    private static readonly PageScript Script = new("enter");

    // The form crosses over, and its target learns by `Origin` where it comes from.
    private readonly PageReach _reach = new() { FormTarget = origins.Meeting };

    /// <summary>Shows the page with the code. Only looking uses nothing up, and asks for nothing.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        if (!EntrancePaths.TryRead(context.Request.Query["room"].ToString(), out var room, out var fault))
        {
            await problems.WriteAsync(context, Problem.OfAddress(fault));
            return;
        }

        // Who was signed in by a key has no session; the right does not let such a caller come here.
        var caller = Caller.Of(context)!;
        var isHead = HttpMethods.IsHead(context.Request.Method);
        await pages.WriteAsync<CrossingPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(CrossingPage.Room)] = rooms.Find(room)?.Shown ?? room.Key,
            [nameof(CrossingPage.Link)] = room.Link,
            [nameof(CrossingPage.Code)] = isHead ? "" : codes.Make(new Entrant(room, caller.Account, caller.Name, caller.Session ?? "")),
            [nameof(CrossingPage.Action)] = origins.Meeting + RedeemPath,
            [nameof(CrossingPage.IsForApp)] = context.Request.Query["app"] == "1",
        }, CameFromUs(context.Request) ? Script : null, _reach);
    }

    /// <summary>Takes the code, leaves the ticket and leads into the room.</summary>
    public async Task RedeemAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("POST"));
            return;
        }

        if (await forms.ReadFromPortalAsync(context, MostBytes) is not { } fields)
            return;
        if (!fields.TryGetValue("room", out var typed) || !EntrancePaths.TryRead(typed.ToString(), out var room, out _))
        {
            await problems.WriteAsync(context, new Problem.BadRequest(new Text("Im Formular fehlt der Raum.", "The form does not hold the field room.")));
            return;
        }

        var isForApp = fields.ContainsKey("app");
        var code = fields.TryGetValue("code", out var sent) && sent is [{ Length: < 100 } one] ? one : "";
        if (!codes.TryUse(code, out var entrant) || entrant.Room != room || !await HoldsAsync(entrant))
        {
            await pages.WriteAsync<NotePage>(context, StatusCodes.Status403Forbidden, new()
            {
                [nameof(NotePage.Headline)] = CrossingTexts.CodeOver,
                [nameof(NotePage.Lead)] = CrossingTexts.CodeOverLead,
                [nameof(NotePage.Onward)] = CrossingTexts.ToDoor,
                [nameof(NotePage.Link)] = EntrancePaths.Of(room, isForApp),
            });
            return;
        }

        tickets.GoOn(context, EntrancePaths.PlaceOf(room, isForApp), tickets.Make(room, rooms.Find(room), TicketKind.Member, entrant.Name, entrant.Account), isTopLevel: true);
    }

    private async Task<bool> HoldsAsync(Entrant entrant) =>
        accounts.Has(entrant.Account) && (await sessions.ListAsync(entrant.Account)).Any(session => session.Handle == entrant.Session);

    // The script presses the button for whoever comes from the door or from the sign-in. Who was led here by another site
    // presses it: nobody else brings a member into a room under the member's name.
    private bool CameFromUs(HttpRequest request) =>
        request.Headers.Referer is [{ } page] && (page.StartsWith(origins.Meeting + "/", StringComparison.Ordinal) || page.StartsWith(origins.Portal + "/", StringComparison.Ordinal));
}
