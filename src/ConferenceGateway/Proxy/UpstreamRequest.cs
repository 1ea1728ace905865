using System.Net;
using System.Net.Http.Headers;
using ConferenceGateway.Core;
using Yarp.ReverseProxy.Forwarder;

namespace ConferenceGateway.Proxy;

/// <summary>
/// One request to a shard or bridge, built from what the steps found out: nothing of the incoming request is there
/// unless it was put there. YARP carries it and brings the answer back through here.
/// </summary>
internal sealed class UpstreamRequest : HttpTransformer
{
    private static readonly UriCreationOptions AsBuilt = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Origins _origins;
    private readonly string _pathAndQuery;
    private readonly string? _host;

    /// <summary>A request to one server of a shard, or of a bridge, which has none.</summary>
    /// <param name="origins">The gateway's public origins, for <c>X-Forwarded-*</c>.</param>
    /// <param name="surface">What is asked for.</param>
    /// <param name="shard">The shard; it says with which <c>Host</c> it wants to be asked.</param>
    /// <param name="server">The server that is asked.</param>
    /// <param name="pathAndQuery">As they go over the wire; ASCII.</param>
    public UpstreamRequest(Origins origins, Surface surface, Shard? shard, ServerAddress server, string pathAndQuery)
    {
        _origins = origins;
        Surface = surface;
        _host = shard?.Host;
        _pathAndQuery = pathAndQuery;
        Shard = shard;
        Destination = server.Prefix;
    }

    /// <summary>What is asked for.</summary>
    public Surface Surface { get; }

    /// <summary>Scheme, host and port of the server that is asked, without a slash at the end.</summary>
    public string Destination { get; }

    /// <summary>The shard that answers; null for a bridge.</summary>
    public Shard? Shard { get; }

    /// <summary>Whether the request becomes a websocket.</summary>
    public bool IsSocket { get; init; }

    /// <summary>A cookie that remembers the shard of this page for the files it loads; null for none.</summary>
    public string? ShardCookie { get; init; }

    /// <summary>Whether the answer may be kept. False where the shard was guessed and others may have another release.</summary>
    public bool MayBeCached { get; init; } = true;

    /// <summary>Set when the answer was refused: the caller writes one of ours instead.</summary>
    public bool IsRefused { get; private set; }

    /// <inheritdoc/>
    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = new Uri(string.Concat(Destination, _pathAndQuery), AsBuilt);
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
        headers.Host = _host;
        // An extended CONNECT has no key; the one of the upgrade that it becomes is made on the way.
        if (HttpMethods.IsConnect(httpContext.Request.Method))
            headers.Remove("Sec-WebSocket-Key");
        headers.TryAddWithoutValidation("X-Forwarded-For", ClientAddress.Of(httpContext.Connection).ToString());
        headers.TryAddWithoutValidation("X-Forwarded-Proto", _origins.MeetingUrl.Scheme);
        headers.TryAddWithoutValidation("X-Forwarded-Host", _origins.MeetingUrl.Authority);
        if (Surface == Surface.Etherpad && EtherpadCookies.ToShard(incoming.Cookie) is { } cookies)
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
        if (Surface == Surface.Page && (int)proxyResponse.StatusCode >= 500)
            return Refuse();

        var response = httpContext.Response;
        ForwardedHeaders.CopyFromShard(proxyResponse, response.Headers);
        if (proxyResponse.Headers.NonValidated.TryGetValues("Location", out var location))
        {
            if (LocalLocation.Of(location.ToString(), Destination, _host, _origins) is not { } local)
                return Refuse();
            response.Headers.Location = local;
        }

        if (Surface == Surface.Etherpad)
            EtherpadCookies.FromShard(proxyResponse, response);
        if (SurfaceTable.IsSignalling(Surface))
            ShardHeader.Set(response, Shard);
        if (ShardCookie is not null && proxyResponse.StatusCode == HttpStatusCode.OK)
            response.Headers.Append("Set-Cookie", ShardCookie);
        if (!MayBeCached)
            response.Headers.CacheControl = "no-store";
        else if (Surface is Surface.Page or Surface.Config or Surface.Static)
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
