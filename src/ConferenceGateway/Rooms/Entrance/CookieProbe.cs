using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// Whether this browser keeps our cookies here. Every page of the door leaves one that says nothing; a form that comes back
/// without it comes from a frame of another site, or from a browser that keeps none, and its ticket has to stand in the
/// address.
/// </summary>
internal sealed class CookieProbe(Origins origins)
{
    /// <summary>A <c>__Host-</c> cookie needs https; loopback http has another name for it.</summary>
    private string CookieName => origins.IsSecure ? "__Host-door" : "door";

    /// <summary>Leaves it; it ends with the browser.</summary>
    public void Leave(HttpContext context) => context.Response.Cookies.Append(CookieName, "1", new CookieOptions
    {
        HttpOnly = true,
        Secure = origins.IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
    });

    /// <summary>Whether a ticket that is left as a cookie will come back.</summary>
    public bool Holds(HttpRequest request) => !FramedRequest.Is(request) && request.Cookies.ContainsKey(CookieName);
}
