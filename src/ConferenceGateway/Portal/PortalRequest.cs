namespace ConferenceGateway.Portal;

/// <summary>A feature of every request to PortalUrl, and of no other: sign-in, forms and their cookies exist there only.</summary>
public sealed class PortalRequest
{
    /// <summary>The one there is.</summary>
    public static readonly PortalRequest Instance = new();

    private PortalRequest()
    {
    }

    /// <summary>Whether PortalUrl is asked.</summary>
    public static bool Is(HttpContext context) => context.Features.Get<PortalRequest>() is not null;
}
