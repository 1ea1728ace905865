using System.Net;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>The two backends that every proxy of a run forwards to.</summary>
internal sealed class Shards : IDisposable
{
    private readonly List<Peer> _backends = [];

    public IReadOnlyList<string> Addresses => [.. _backends.Select(backend => $"http://127.0.0.1:{backend.EndPoint.Port}")];

    /// <summary>Of one of them.</summary>
    public IPEndPoint EndPoint => _backends[0].EndPoint;

    public static async Task<Shards> StartAsync(CancellationToken stop)
    {
        var shards = new Shards();
        try
        {
            shards._backends.Add(await PeerStart.StartBackendAsync(tls: false, stop));
            shards._backends.Add(await PeerStart.StartBackendAsync(tls: false, stop));
            return shards;
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    public void Dispose() => _backends.ForEach(backend => backend.Dispose());
}
