using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authorization;

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
