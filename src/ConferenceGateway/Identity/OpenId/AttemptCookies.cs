using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// The two cookies that bind each way to a provider to the browser that began it. The framework makes new ones each time,
/// and they stay until somebody comes back; a page that sends people there again and again would fill their headers until
/// no server takes them.
/// </summary>
internal static class AttemptCookies
{
    /// <summary>How each <c>state</c>'s cookie begins.</summary>
    public const string State = "openid-";

    /// <summary>How each nonce's cookie begins.</summary>
    public const string Nonce = "openid-nonce-";

    // Somebody with several windows may be on several ways at once.
    private const int MostKept = 4;

    /// <summary>Lets go of all but the last few of each kind; browsers send the oldest first.</summary>
    public static void Thin(HttpContext context, PortalCookies cookies)
    {
        var (state, nonce) = (cookies.Name(State), cookies.Name(Nonce));
        var all = context.Request.Cookies.Keys.Where(name => name.StartsWith(state, StringComparison.Ordinal)).ToLookup(name => name.StartsWith(nonce, StringComparison.Ordinal));
        foreach (var name in all.SelectMany(kind => kind.SkipLast(MostKept)))
            context.Response.Cookies.Delete(name, cookies.Options());
    }
}
