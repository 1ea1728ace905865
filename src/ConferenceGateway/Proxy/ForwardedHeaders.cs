using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Proxy;

/// <summary>
/// Which headers cross the gateway. Towards a shard only those listed here, so that nothing a client invents is taken
/// there for the gateway's word; from a shard all but those that would reach beyond its own answer.
/// </summary>
internal static class ForwardedHeaders
{
    /// <summary>Request headers that a shard gets, and whether .NET counts them to the body.</summary>
    public static readonly FrozenDictionary<string, bool> ToShard = new Dictionary<string, bool>
    {
        ["Accept"] = false,
        ["Accept-Encoding"] = false,
        ["Accept-Language"] = false,
        ["Cache-Control"] = false,
        ["Content-Encoding"] = true,
        ["Content-Language"] = true,
        ["Content-Length"] = true,
        ["Content-Type"] = true,
        ["DNT"] = false,
        ["If-Match"] = false,
        ["If-Modified-Since"] = false,
        ["If-None-Match"] = false,
        ["If-Range"] = false,
        ["If-Unmodified-Since"] = false,
        ["Origin"] = false,
        ["Pragma"] = false,
        ["Range"] = false,
        ["Sec-Fetch-Dest"] = false,
        ["Sec-Fetch-Mode"] = false,
        ["Sec-Fetch-Site"] = false,
        ["Sec-GPC"] = false,
        ["Sec-WebSocket-Extensions"] = false,
        ["Sec-WebSocket-Key"] = false,
        ["Sec-WebSocket-Protocol"] = false,
        ["Sec-WebSocket-Version"] = false,
        ["User-Agent"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Response headers that a client never sees from a shard.</summary>
    private static readonly FrozenSet<string> NotFromShard = new[]
    {
        // Between two neighbours only (RFC 9110, 7.6.1); an upgrade's are set by the server itself.
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
        // Would speak for the whole origin, which is not the shard's.
        "Access-Control-Allow-Credentials", "Alt-Svc", "Clear-Site-Data", "NEL", "Public-Key-Pins", "Report-To",
        "Reporting-Endpoints", "Service-Worker-Allowed", "Set-Cookie", "Strict-Transport-Security",
        // Decided here.
        "Location", "Refresh", "X-Jitsi-Region", "X-Jitsi-Release", "X-Jitsi-Shard", "X-Proxy-Region",
        // Says what runs behind, and is of use only to those who should not know.
        "Server", "Via", "X-Powered-By",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies what may cross from a shard's answer.</summary>
    public static void CopyFromShard(HttpResponseMessage from, IHeaderDictionary to)
    {
        Copy(from.Headers.NonValidated, to);
        Copy(from.Content.Headers.NonValidated, to);
        // Both say where the body ends, and the first one is right (RFC 9112, 6.3).
        if (from.Headers.NonValidated.Contains("Transfer-Encoding"))
            to.ContentLength = null;
    }

    private static void Copy(System.Net.Http.Headers.HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (NotFromShard.Contains(name))
                continue;
            to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }
}
