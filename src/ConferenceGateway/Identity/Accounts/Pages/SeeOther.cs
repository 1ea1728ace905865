namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>The answer to a form that has done its work: go there by GET.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public static SeeOther To(string path) => new(path);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
