using Microsoft.AspNetCore.Routing.Template;

namespace ConferenceGateway.Portal.Api;

/// <summary>
/// How rooms put their operations on the API: every one says its right (<c>Needs</c>) or that it needs none (<c>IsOpen</c>),
/// its name, what it takes and what it gives. The OpenAPI document is made of exactly that.
/// </summary>
internal static class ApiRoutes
{
    /// <summary>Where the API of this version begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Everything below it belongs to scripts: keys instead of cookies, documents instead of pages.</summary>
    private const string Everything = "/api";

    /// <summary>Whether a request belongs to the API. Routing does not look at capitals either.</summary>
    public static bool Is(HttpContext context) => PortalRequest.Is(context) && context.Request.Path.StartsWithSegments(Everything);

    /// <summary>
    /// The group on which rooms map their operations. The answers of paths and methods that do not exist come with it; the
    /// host filter is put on <paramref name="endpoints"/>.
    /// </summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFallback(Everything + "/{**path}", RefuseAsync).IsOpen().ExcludeFromDescription();
        var api = endpoints.MapGroup(Root);
        api.AddEndpointFilter(async (context, next) =>
        {
            // What a script may read is nobody else's: no cache between keeps it.
            var headers = context.HttpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            return await next(context);
        });
        ApiDocument.Map(api);
        return api;
    }

    /// <summary>Reads something: GET and HEAD.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder api, string pattern, Delegate handler) =>
        api.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>Names the operation, as the OpenAPI document has it: <c>listAccounts</c>, and one sentence.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string operation, string summary, string? description = null) =>
        description is null ? route.WithName(operation).WithSummary(summary) : route.WithName(operation).WithSummary(summary).WithDescription(description);

    /// <summary>
    /// Takes a JSON body; <see cref="ApiBody"/> reads it. Not the framework's own mark: with that one the routing looks at
    /// the body's type before anybody is asked for a key.
    /// </summary>
    /// <param name="route">The operation.</param>
    /// <param name="example">A body, as JSON.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, string example)
        where T : notnull => route.WithMetadata(new ApiTaken(typeof(T), example)).CanFail(400, 413, 422);

    /// <summary>Gives a JSON body.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.Produces<T>(status, "application/json");

    /// <summary>Gives a JSON body with the <c>ETag</c> that a change must name.</summary>
    public static RouteHandlerBuilder GivesRevision<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.Gives<T>(status).WithMetadata(new ApiRevision(status));

    /// <summary>Gives nothing: 204.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    /// <summary>What else can come back, as problem documents; 401 and 403 follow from the right.</summary>
    public static RouteHandlerBuilder CanFail(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.ProducesProblem(status);
        return route;
    }

    /// <summary>Gives a list page by page; <see cref="ApiPaging"/> reads where it stands.</summary>
    public static RouteHandlerBuilder IsPaged(this RouteHandlerBuilder route) => route.WithMetadata(ApiPaged.Instance).CanFail(422);

    /// <summary>
    /// Asks for <c>If-Match</c>: a change says which state it saw, so that nobody undoes what they have not seen. The
    /// handler takes it from <see cref="ApiMatch.Seen"/>.
    /// </summary>
    public static RouteHandlerBuilder NeedsMatch(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter(ApiMatch.FilterAsync).WithMetadata(ApiMatchNeeded.Instance).CanFail(412, 428);

    // Fallbacks take every method, so the framework's own 405 never comes.
    private static Task RefuseAsync(HttpContext context, ProblemWriter problems, EndpointDataSource endpoints)
    {
        var allowed = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Matches(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        return problems.WriteAsync(context, allowed.Length == 0 ? new Problem.NoSuchPage() : new Problem.MethodNotAllowed(string.Join(", ", allowed)));
    }

    private static bool Matches(RouteEndpoint endpoint, PathString path) =>
        endpoint.RoutePattern.RawText is { } pattern && pattern.StartsWith(Everything + "/", StringComparison.Ordinal) &&
        new TemplateMatcher(TemplateParser.Parse(pattern.TrimEnd('/')), []).TryMatch(path, []);
}

/// <summary>Marks an operation whose list comes page by page.</summary>
internal sealed class ApiPaged
{
    public static readonly ApiPaged Instance = new();
}

/// <summary>Marks an operation that asks for <c>If-Match</c>.</summary>
internal sealed class ApiMatchNeeded
{
    public static readonly ApiMatchNeeded Instance = new();
}

/// <summary>Marks an operation that takes a JSON body of that type.</summary>
internal sealed record ApiTaken(Type Type, string Example);

/// <summary>Marks an operation whose answer of that status carries an <c>ETag</c>.</summary>
internal sealed record ApiRevision(int Status);
