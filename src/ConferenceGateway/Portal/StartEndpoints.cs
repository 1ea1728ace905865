namespace ConferenceGateway.Portal;

/// <summary>The start page of MeetingUrl: type a room's name and go in.</summary>
internal static class StartEndpoints
{
    /// <summary>Maps <c>/</c>; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapStart(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/", HandleAsync);

    private static async Task HandleAsync(HttpContext context, PageWriter pages, ProblemWriter problems)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD"));
            return;
        }

        if (context.Request.Query["room"] is not [{ } typed])
        {
            await pages.WriteAsync<StartPage>(context, StatusCodes.Status200OK);
            return;
        }

        if (TypedRoom.TryParse(typed, out var room, out var fault))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect("/" + room.Link);
            return;
        }

        await pages.WriteAsync<StartPage>(context, StatusCodes.Status400BadRequest, new()
        {
            [nameof(StartPage.Typed)] = typed.Length <= MostKept ? typed : typed[..MostKept],
            [nameof(StartPage.Fault)] = fault,
        });
    }

    /// <summary>More of a refused text is not sent back.</summary>
    private const int MostKept = 400;
}
