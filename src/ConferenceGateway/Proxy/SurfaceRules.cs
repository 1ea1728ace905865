using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Proxy;

/// <summary>What the method, the upgrade or a body alone rules out, before anybody asks which room it is.</summary>
internal static class SurfaceRules
{
    /// <summary>The refusal, or null.</summary>
    public static Problem? Refusal(HttpContext context, Surface surface, Upgrade upgrade)
    {
        // No client of Jitsi's sends one, and a server that passes over it may take it for the next request.
        if (IsRead(context.Request.Method) && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            return new Problem.BadRequest("A GET has no body here.");
        if (surface is Surface.None or Surface.Refused)
            return null;
        return upgrade switch
        {
            Upgrade.WebSocket => SurfaceTable.TakesSockets(surface) ? null : new Problem.UpgradeRefused("There is no websocket at this address."),
            Upgrade.Odd => new Problem.UpgradeRefused(
                "The upgrade must be to `websocket` alone, version 13, by GET, with a key of 16 bytes and without a body.",
                SurfaceTable.TakesSockets(surface) ? StatusCodes.Status426UpgradeRequired : StatusCodes.Status400BadRequest),
            _ => RefusalOfMethod(context.Request.Method, surface),
        };
    }

    private static Problem? RefusalOfMethod(string method, Surface surface) => surface switch
    {
        Surface.Colibri => new Problem.UpgradeRefused("This address takes websockets only.", StatusCodes.Status426UpgradeRequired),
        Surface.ConferenceRequest => HttpMethods.IsPost(method) ? null : new Problem.MethodNotAllowed("POST"),
        Surface.Bosh or Surface.Page or Surface.Etherpad or Surface.SocketIo =>
            IsRead(method) || HttpMethods.IsPost(method) ? null : new Problem.MethodNotAllowed("GET, HEAD, POST"),
        _ => IsRead(method) ? null : new Problem.MethodNotAllowed("GET, HEAD"),
    };

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
