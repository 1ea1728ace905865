namespace ConferenceGateway.Portal;

/// <summary>PortalUrl, until sign-in exists: one page that says so.</summary>
internal static class PortalEndpoints
{
    /// <summary>Maps <c>/</c> and, for everything else, the page that says there is none; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapPortal(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.Map("/", HandleAsync);
        group.MapFallback("{**path}", HandleUnknownAsync);
        return group;
    }

    private static Task HandleAsync(HttpContext context, PageWriter pages, ProblemWriter problems) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? pages.WriteAsync<PortalPage>(context, StatusCodes.Status200OK)
            : problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD"));

    private static Task HandleUnknownAsync(HttpContext context, ProblemWriter problems) =>
        problems.WriteAsync(context, new Problem.NoSuchPage());
}
