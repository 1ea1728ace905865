namespace ConferenceGateway.Portal;

/// <summary>Leads on to a page, by GET: the answer to a form that has done its work, or to somebody who has to go elsewhere first.</summary>
internal sealed class SeeOther : IResult
{
    private readonly string _location;

    private SeeOther(string location) => _location = location;

    /// <summary>For a handler that returns its answer.</summary>
    public static SeeOther To(string location) => new(location);

    /// <summary>For whoever writes the answer.</summary>
    public static void Send(HttpContext context, string location)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = location;
        response.Headers.CacheControl = "no-store";
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        Send(httpContext, _location);
        return Task.CompletedTask;
    }
}
