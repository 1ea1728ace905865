using Microsoft.AspNetCore.Http.Features;

namespace ConferenceGateway.Proxy;

/// <summary>Whether a request wants to become something else than a request.</summary>
internal enum Upgrade
{
    /// <summary>An ordinary request.</summary>
    None,

    /// <summary>A websocket: HTTP/1.1 upgrade, or HTTP/2 extended CONNECT, which has no <c>Upgrade</c> header.</summary>
    WebSocket,

    /// <summary>A list of protocols, another protocol, or a websocket that is not whole.</summary>
    Odd,
}

/// <summary>Reads <see cref="Upgrade"/> from a request.</summary>
internal static class UpgradeReader
{
    public static Upgrade Read(HttpContext context)
    {
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            // There is no key in it (RFC 8441, 5), but the version is the same.
            return string.Equals(connect.Protocol, "websocket", StringComparison.OrdinalIgnoreCase) && IsVersion13(context.Request)
                ? Upgrade.WebSocket
                : Upgrade.Odd;
        }

        var upgrade = context.Request.Headers.Upgrade;
        if (upgrade.Count == 0)
            return Upgrade.None;
        return upgrade.Count == 1 && string.Equals(upgrade[0], "websocket", StringComparison.OrdinalIgnoreCase) &&
            context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && IsHandshake(context.Request)
            ? Upgrade.WebSocket
            : Upgrade.Odd;
    }

    /// <summary>RFC 6455, 4.2.1: GET, version 13, and a key of 16 bytes.</summary>
    private static bool IsHandshake(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) &&
        IsVersion13(request) &&
        request.Headers.SecWebSocketKey is [{ Length: 24 } key] &&
        Convert.TryFromBase64String(key, stackalloc byte[18], out var length) && length == 16;

    private static bool IsVersion13(HttpRequest request) => request.Headers.SecWebSocketVersion is ["13"];
}
