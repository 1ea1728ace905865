namespace ConferenceGateway.Portal;

/// <summary>What the portal has besides the pages of the rooms: its start page, and the page that says there is none.</summary>
internal static class PortalEndpoints
{
    /// <summary>Maps <c>/</c> and, for everything else, the page that says there is none; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapPortal(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.Map("/", HandleAsync).IsOpen();
        group.MapFallback("{**path}", HandleUnknownAsync).IsOpen();
        return group;
    }

    private static Task HandleAsync(HttpContext context, PageWriter pages, ProblemWriter problems)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD"));
        // Who runs the gateway wants to see first how it is; who audits it, what was done.
        return Caller.Of(context)?.Roles switch
        {
            { } roles when roles.HasFlag(Roles.Admin) => SendAsync(context, "/admin"),
            { } roles when roles.HasFlag(Roles.Auditor) => SendAsync(context, "/admin/audit"),
            _ => pages.WriteAsync<PortalPage>(context, StatusCodes.Status200OK),
        };
    }

    private static Task SendAsync(HttpContext context, string path)
    {
        SeeOther.Send(context, path);
        return Task.CompletedTask;
    }

    private static Task HandleUnknownAsync(HttpContext context, ProblemWriter problems) =>
        problems.WriteAsync(context, new Problem.NoSuchPage());
}
