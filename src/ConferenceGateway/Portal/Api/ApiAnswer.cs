using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConferenceGateway.Portal.Api;

/// <summary>What an operation answers.</summary>
internal static class ApiAnswer
{
    /// <summary>The problem as a document.</summary>
    public static IResult Of(Problem problem) => new ProblemAnswer(problem);

    /// <summary>200 with a body, and the <c>ETag</c> of its revision.</summary>
    public static IResult Ok<T>(T value, JsonTypeInfo<T> type, long? revision = null) => new JsonAnswer<T>(StatusCodes.Status200OK, value, type, revision, null);

    /// <summary>201 with a body, and where it lies from now on.</summary>
    /// <param name="path">Below <see cref="ApiRoutes.Root"/>: <c>/accounts/…</c>.</param>
    /// <param name="value">The body.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="revision">For the <c>ETag</c>.</param>
    public static IResult Created<T>(string path, T value, JsonTypeInfo<T> type, long? revision = null) =>
        new JsonAnswer<T>(StatusCodes.Status201Created, value, type, revision, ApiRoutes.Root + path);

    /// <summary>204.</summary>
    public static IResult Nothing { get; } = Results.NoContent();

    private sealed class ProblemAnswer(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(httpContext, problem);
    }

    private sealed class JsonAnswer<T>(int status, T value, JsonTypeInfo<T> type, long? revision, string? location) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
            response.StatusCode = status;
            response.ContentType = "application/json";
            response.ContentLength = bytes.Length;
            if (revision is { } seen)
                response.Headers.ETag = ApiMatch.TagOf(seen);
            if (location is not null)
                response.Headers.Location = location;
            if (!HttpMethods.IsHead(httpContext.Request.Method))
                await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}

/// <summary><c>ETag</c> and <c>If-Match</c>: the tag of a thing is its revision.</summary>
internal static class ApiMatch
{
    private static readonly object Key = new();

    /// <summary>The tag of a revision: <c>"7"</c>.</summary>
    public static string TagOf(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>The revision that the caller saw, behind a route that <c>NeedsMatch</c>.</summary>
    public static long Seen(HttpContext context) => (long)context.Items[Key]!;

    /// <summary>
    /// Lets through what names one state. <c>*</c> names none, and is refused like a missing header; a weak tag, several,
    /// or one that is not ours fits no state.
    /// </summary>
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var written = http.Request.Headers.IfMatch.ToString().Trim();
        if (written is "" or "*")
            return ApiAnswer.Of(new Problem.MatchMissing());
        if (written is not ['"', .. var digits, '"'] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || written != TagOf(seen))
            return ApiAnswer.Of(new Problem.Changed());
        http.Items[Key] = seen;
        return await next(context);
    }
}
