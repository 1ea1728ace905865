using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Check;

/// <summary>The check on a page of its own: any day before the meeting, with or without a room.</summary>
internal static class CheckEndpoints
{
    /// <summary>More of a refused text is not sent back. Characters.</summary>
    private const int MostKept = 400;

    /// <summary>Maps <c>/-/check</c>; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapCheck(this IEndpointRouteBuilder endpoints) => endpoints.Map(CheckPlace.Path, HandleAsync);

    private static async Task HandleAsync(HttpContext context, BrowserCheck check, CheckPageWriter page, MeetingForm forms, ProblemWriter problems)
    {
        var method = context.Request.Method;
        var place = Place(context.Request);
        if (HttpMethods.IsPost(method))
        {
            if (await forms.ReadAsync(context, CheckPageWriter.MostFormBytes) is { } fields)
                await page.HandlePostAsync(context, place, check.Judge(context.Request), CheckPlace.Path + context.Request.QueryString, place.Onward, fields);
        }
        else if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            await page.WriteAsync(context, place, check.Judge(context.Request));
        }
        else
        {
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD, POST"));
        }
    }

    private static CheckPlace Place(HttpRequest request)
    {
        if (request.Query["room"] is not [{ Length: > 0 } typed])
            return new CheckPlace(Room: null);
        return TypedRoom.TryParse(typed, out var room, out var fault)
            ? new CheckPlace(room)
            : new CheckPlace(Room: null) { Typed = typed.Length <= MostKept ? typed : typed[..MostKept], Fault = fault };
    }
}
