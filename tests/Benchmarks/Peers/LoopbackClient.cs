using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ConferenceGateway.Benchmarks.Peers;

/// <summary>A client for one peer on 127.0.0.1, whatever its host is called, that takes the self-signed certificate of the run.</summary>
internal static class LoopbackClient
{
    public static SocketsHttpHandler Handler(IPEndPoint peer, int connections) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = connections,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(peer, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            // Its own signature proves nothing, and on 127.0.0.1 nothing has to be proven.
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=Conference Gateway test",
        },
    };
}
