using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Identity.Access;

/// <summary>A right as the framework's authorization asks for it.</summary>
internal sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

/// <summary>Grants a right to the caller who has it.</summary>
internal sealed class RightHandler : AuthorizationHandler<RightRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (context.Resource is HttpContext http && Caller.Of(http)?.Has(requirement.Right) == true)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>
/// What happens at a route that asks for a right: strangers are led to the sign-in and back, who may not gets 403, whose
/// proof is old is asked for it. A script gets problem documents.
/// </summary>
internal sealed class RightAnswer(ProblemWriter problems, SignInOptions options, TimeProvider time) : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var caller = Caller.Of(context);
        if (authorizeResult.Succeeded)
        {
            if (caller is { Key: null } && context.GetEndpoint()?.Metadata.GetMetadata<ProofNeeded>() is not null && IsOld(caller))
                Send(context, "/confirm");
            else
                await next(context);
            return;
        }

        var isApi = context.Request.Path.StartsWithSegments("/api");
        if (caller is not null)
            await problems.WriteAsync(context, new Problem.NotAllowed(policy.Requirements.OfType<RightRequirement>().First().Right));
        else if (isApi)
            await problems.WriteAsync(context, new Problem.NotSignedIn());
        else
            Send(context, "/sign-in");
    }

    private bool IsOld(Caller caller) => caller.ConfirmedAt is not { } at || time.GetUtcNow() - at > options.Proof;

    private static void Send(HttpContext context, string to)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{to}?{ReturnPath.Parameter}={Uri.EscapeDataString(ReturnPath.Here(context))}";
    }
}

/// <summary>Where somebody goes on after signing in: a path of the portal, and nothing else.</summary>
internal static class ReturnPath
{
    public const string Parameter = "return";

    private static readonly string[] Loops = ["/sign-", "/confirm", "/welcome"];

    /// <summary>The page that was asked for; of a form, the page that it stands on.</summary>
    public static string Here(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return Core.LocalPath.Or(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, "/");
        return Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var page) ? Core.LocalPath.Or(page.PathAndQuery, "/") : "/";
    }

    /// <summary>What a query or a form carries, if it is a path of ours and does not lead back to the sign-in; else the start page.</summary>
    public static string Of(string? text)
    {
        var path = Core.LocalPath.Or(text, "/");
        // Routing does not look at capitals either.
        return Loops.Any(start => path.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? "/" : path;
    }
}
