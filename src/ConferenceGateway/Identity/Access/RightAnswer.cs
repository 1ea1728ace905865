using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ConferenceGateway.Identity.Access;

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

    private static void Send(HttpContext context, string to) =>
        SeeOther.Send(context, $"{to}?{ReturnPath.Parameter}={Uri.EscapeDataString(ReturnPath.Here(context))}");
}
