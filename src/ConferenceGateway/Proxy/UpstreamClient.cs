using System.Net;
using System.Text;
using ConferenceGateway.Proxy.Carrying;

namespace ConferenceGateway.Proxy;

/// <summary>The one pool of sockets to shards and bridges.</summary>
internal sealed class UpstreamClient : IDisposable
{
    private readonly SocketsHttpHandler _pool;

    public UpstreamClient(ForwardLimit limit)
    {
        _pool = new()
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // A crowd that comes at once overflows a queue of connections; the system knocks again after 1, 3 and 7 s.
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Names of shards may move in DNS; an hour-old pooled connection would not notice.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // As the server has read them: a User-Agent with an umlaut is odd, but nobody's fault.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ConnectCallback = (context, cancellation) => limit.ConnectAsync(context.DnsEndPoint, cancellation),
            UseCookies = false,
            UseProxy = false,
        };
        Requests = new(_pool, disposeHandler: false);
        Sockets = new(new CarriedUpgrade(_pool), disposeHandler: false);
    }

    /// <summary>For requests, and for sockets that pass as they are.</summary>
    public HttpMessageInvoker Requests { get; }

    /// <summary>For signalling sockets, which something is put around; a step that the others need not pay for.</summary>
    public HttpMessageInvoker Sockets { get; }

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();
}
