using System.Net;
using System.Text;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// Bytes allocated per forwarded request. The proxies run inside this process, one after the other in each round; the load sends one
/// request after the other over one connection and allocates nothing itself; the backends are other processes.
/// </summary>
internal sealed record AllocRun(int Rounds, int Requests)
{
    private const int Goal = 1024;
    private static readonly RequestMix[] Mixes = [RequestMix.File, RequestMix.Bosh, RequestMix.Page];

    private sealed record Proxy(string Name, int Port);

    public async Task<Report> RunAsync(CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(stop);
        Proxy[] proxies = [new(PeerNames.Yarp, LoopbackPorts.NextPair()), new(PeerNames.Gateway, LoopbackPorts.NextPair())];
        await using var yarp = BareYarp.Build(proxies[0].Port, certificate: null, shards.Addresses);
        await yarp.StartAsync(stop);
        using var folder = PeerFolder.Create();
        await using var gateway = await GatewayInProcess.StartAsync(folder.WriteGateway(proxies[1].Port, tls: false, shards.Addresses));
        var cells = Measure(proxies, stop);
        var text = new StringBuilder().AppendHead("bytes allocated per request", ["bare YARP", "gateway", "difference", $"goal ≤ {Goal:#,0} more"]);
        foreach (var cell in cells)
        {
            var over = cell.Median(PeerNames.Gateway)!.Value - cell.Median(PeerNames.Yarp)!.Value;
            text.AppendRow(cell.Name, [$"{cell.Median(PeerNames.Yarp):#,0}", $"{cell.Median(PeerNames.Gateway):#,0}", $"{over:#,0}", over <= Goal ? "reached" : "missed"]);
        }

        return new Report("alloc", text.ToString(), cells);
    }

    private List<Cell> Measure(Proxy[] proxies, CancellationToken stop)
    {
        var cells = new List<Cell>();
        foreach (var mix in Mixes)
        {
            var cell = new Cell(mix.Name, proxies.Select(proxy => proxy.Name), Rounds);
            // The first round compiles, fills pools and lets the room be placed.
            for (var round = -1; round < Rounds; round++)
            {
                foreach (var proxy in proxies)
                {
                    var each = BytesPerRequest(proxy.Port, mix, stop);
                    if (round >= 0)
                        cell.Rounds[proxy.Name][round] = each;
                }
            }

            cells.Add(cell);
        }

        return cells;
    }

    private double BytesPerRequest(int port, RequestMix mix, CancellationToken stop)
    {
        var request = mix.ToBytes(new Uri($"http://127.0.0.1:{port}"));
        using var connection = new LoadConnection(new IPEndPoint(IPAddress.Loopback, port), mix.Answer, blocking: true);
        Exchange(connection, request, Requests / 10, stop);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Exchange(connection, request, Requests, stop);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Requests;
    }

    private static void Exchange(LoadConnection connection, byte[] request, int count, CancellationToken stop)
    {
        for (var i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            connection.Send(request);
            while (!connection.TryReceive())
            {
                // A blocking socket: the rest of the answer.
            }
        }
    }
}
