namespace ConferenceGateway.Portal;

/// <summary>How rooms put their pages and forms on the portal: every route says its right, or says that it needs none.</summary>
internal static class PortalRoutes
{
    /// <summary>A page: GET and HEAD.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>A form of the portal: POST, from the portal's own pages only.</summary>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapPost(pattern, handler).AddEndpointFilter<RouteHandlerBuilder, FormFilter>().DisableAntiforgery();

    /// <summary>Asks that right of the caller. Who is not signed in goes to the sign-in; who may not gets 403.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Right right)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(right.Name).WithMetadata(right);

    /// <summary>
    /// Asks besides that this person has lately proved to be who they are: for what gives rights away. For the page with
    /// the form as well as for the form, so that nobody fills in a form in vain.
    /// </summary>
    public static TBuilder NeedsProof<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(ProofNeeded.Instance);

    /// <summary>For everybody: sign-in itself, and what leads to it.</summary>
    public static TBuilder IsOpen<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AllowAnonymous();
}

/// <summary>Marks a route that asks for a proof which is not old.</summary>
internal sealed class ProofNeeded
{
    public static readonly ProofNeeded Instance = new();
}
