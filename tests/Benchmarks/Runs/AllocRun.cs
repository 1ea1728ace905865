using System.Net;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// Bytes allocated per forwarded request. The proxies run inside this process, one after the other in each round; the load sends one
/// request after the other over one connection and allocates nothing itself; the backends are other processes.
/// </summary>
internal sealed record AllocRun(PeerChoice Choice, IReadOnlyList<string> Mixes, int Rounds, int Requests)
{
    private const int Goal = 1024;

    private sealed record Proxy(string Name, int Port);

    public async Task<AllocResult[]> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(Choice, stop);
        var proxies = new List<Proxy> { new(PeerNames.Yarp, Loopback.FreePort()) };
        await using var yarp = BareYarp.Build(proxies[0].Port, shards.Addresses);
        await yarp.StartAsync(stop);
        if (!Choice.WithGateway)
            return Measure(proxies, output, stop);

        proxies.Add(new Proxy(PeerNames.Gateway, Loopback.FreePort()));
        using var folder = GatewayFolder.Create(proxies[1].Port, shards.Addresses);
        await using var gateway = await GatewayInProcess.StartAsync(folder.ConfigFile);
        return Measure(proxies, output, stop);
    }

    private AllocResult[] Measure(List<Proxy> proxies, TextWriter output, CancellationToken stop)
    {
        var results = new List<AllocResult>();
        foreach (var mix in Mixes)
        {
            var bytes = proxies.ToDictionary(proxy => proxy.Name, _ => new List<double>());
            // The first round compiles, fills pools and lets the room be placed.
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var proxy in proxies)
                {
                    var each = BytesPerRequest(proxy.Port, mix, stop);
                    if (round > 0)
                        bytes[proxy.Name].Add(each);
                }
            }

            var result = new AllocResult(mix, bytes.ToDictionary(proxy => proxy.Key, proxy => PairedRatios.MedianOf(proxy.Value)));
            results.Add(result);
            Print(result, output);
        }

        return [.. results];
    }

    private double BytesPerRequest(int port, string mix, CancellationToken stop)
    {
        var request = RequestMix.Bytes(mix, port);
        using var connection = new LoadConnection(new IPEndPoint(IPAddress.Loopback, port), blocking: true);
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

    private static void Print(AllocResult result, TextWriter output)
    {
        foreach (var (name, bytes) in result.BytesPerRequest)
            output.WriteLine($"mix {result.Mix}: {name} allocates {bytes:0} bytes per request");
        if (result.OverYarp is { } over)
            output.WriteLine($"mix {result.Mix}: gateway over bare YARP {over:0} bytes (goal ≤ {Goal}: {(over <= Goal ? "reached" : "missed")})");
    }
}

/// <summary>Median of the rounds, by proxy; bytes.</summary>
internal sealed record AllocResult(string Mix, Dictionary<string, double> BytesPerRequest)
{
    public double? OverYarp => BytesPerRequest.TryGetValue(PeerNames.Gateway, out var gateway) ? gateway - BytesPerRequest[PeerNames.Yarp] : null;
}
