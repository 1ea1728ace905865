using System.Net;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>How the load speaks with the peers: HTTP/1.1 on the bare wire, or TLS 1.3 with HTTP/1.1 or HTTP/2.</summary>
internal sealed record LoadKind(string Name, bool Tls, Version Version)
{
    public static readonly LoadKind Plain = new("HTTP/1.1", Tls: false, HttpVersion.Version11);
    public static readonly LoadKind Tls1 = new("TLS, HTTP/1.1", Tls: true, HttpVersion.Version11);
    public static readonly LoadKind Tls2 = new("TLS, HTTP/2", Tls: true, HttpVersion.Version20);

    public ILoad Open(Peer peer, RequestMix mix, int connections) =>
        Tls ? new ClientLoad(peer, mix, Version, connections) : new WireLoad(peer, mix, connections);
}
