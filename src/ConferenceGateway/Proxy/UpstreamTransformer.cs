using System.Net;
using System.Net.Http.Headers;
using ConferenceGateway.Core;
using ConferenceGateway.Proxy.Carrying;
using Yarp.ReverseProxy.Forwarder;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Puts a request to a shard or bridge on the wire and brings its answer back: nothing of the incoming request is there
/// unless it was put there, and nothing of the answer reaches beyond itself.
/// </summary>
internal sealed class UpstreamTransformer(UpstreamRequest request, Origins origins) : HttpTransformer
{
    /// <summary>Set when the answer was refused: the caller writes one of ours instead.</summary>
    public bool IsRefused { get; private set; }

    /// <inheritdoc/>
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = request.Uri;
        var incoming = httpContext.Request.Headers;
        var isChunked = incoming.TransferEncoding.Count > 0;
        foreach (var (name, value) in incoming)
        {
            if (!ForwardedHeaders.ToShard.TryGetValue(name, out var isContent))
                continue;
            if (!isContent)
                proxyRequest.Headers.TryAddWithoutValidation(name, value.ToString());
            else if (!isChunked || !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                proxyRequest.Content?.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        var headers = proxyRequest.Headers;
        headers.Host = request.Shard?.Host;
        // An extended CONNECT has no key; the one of the upgrade that it becomes is made on the way.
        if (HttpMethods.IsConnect(httpContext.Request.Method))
            headers.Remove("Sec-WebSocket-Key");
        headers.TryAddWithoutValidation("X-Forwarded-For", ClientAddress.Plain(httpContext.Connection.RemoteIpAddress).ToString());
        headers.TryAddWithoutValidation("X-Forwarded-Proto", origins.MeetingUrl.Scheme);
        headers.TryAddWithoutValidation("X-Forwarded-Host", origins.MeetingUrl.Authority);
        if (request.Carry is { } carry)
            proxyRequest.Options.Set(CarriedUpgrade.Carry, carry);
        if (request.Token is { } token)
            headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (request.Surface == Surface.Etherpad && EtherpadCookies.ToShard(incoming.Cookie) is { } cookies)
            headers.TryAddWithoutValidation("Cookie", cookies);
        return default;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
            return new(false);
        // What stands before a shard speaks of its insides; a member needs our sentence instead.
        if (request.Surface == Surface.Page && (int)proxyResponse.StatusCode >= 500)
            return Refuse();

        var response = httpContext.Response;
        ForwardedHeaders.CopyFromShard(proxyResponse, response.Headers);
        if (proxyResponse.Headers.NonValidated.TryGetValues("Location", out var location))
        {
            if (LocalLocation.Of(location.ToString(), request.Server.Prefix, request.Shard?.Host, origins) is not { } local)
                return Refuse();
            response.Headers.Location = local;
        }

        if (request.Surface == Surface.Etherpad)
            EtherpadCookies.FromShard(proxyResponse, response);
        if (SurfaceTable.IsSignalling(request.Surface))
            ShardHeader.Set(response, request.Shard);
        if (request.ShardCookie is not null && proxyResponse.StatusCode == HttpStatusCode.OK)
            response.Headers.Append("Set-Cookie", request.ShardCookie);
        // One more policy: a browser holds to all of them, so nothing that the shard says is loosened.
        if (request.FrameAncestors is { } ancestors)
            response.Headers.Append("Content-Security-Policy", $"frame-ancestors {ancestors}");
        if (!request.MayBeCached)
            response.Headers.CacheControl = "no-store";
        else if (request.Surface is Surface.Page or Surface.Config or Surface.Static)
            response.Headers.CacheControl = ForOne(response.Headers.CacheControl);
        return new(true);
    }

    /// <inheritdoc/>
    public override ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) => default;

    // Referer, cookie and the room's home decide which shard answers: a browser may keep that, a cache that many share
    // would hand one shard's files to the pages of another.
    private static string ForOne(string? cacheControl)
    {
        var parsed = CacheControlHeaderValue.TryParse(cacheControl, out var said) ? said : new CacheControlHeaderValue();
        parsed.Public = false;
        parsed.SharedMaxAge = null;
        parsed.Private = true;
        return parsed.ToString();
    }

    private ValueTask<bool> Refuse()
    {
        IsRefused = true;
        return new(false);
    }
}
