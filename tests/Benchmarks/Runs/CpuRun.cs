using System.Diagnostics;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// CPU seconds of the proxy process per forwarded request under saturating load. In each round every peer carries the same requests in
/// several slices, the peers in turn and in changing order, so that what disturbs the machine for a while disturbs all of them.
/// </summary>
internal sealed record CpuRun(PeerChoice Choice, IReadOnlyList<string> Mixes, int Rounds, int WarmUps, int Requests, int Slices, int Connections)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    public async Task<CpuReport> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(Limit);
        using var shards = await Shards.StartAsync(Choice, limited.Token);
        var peers = await Choice.StartAllAsync(shards.Addresses, limited.Token);
        var loads = new List<SaturatingLoad>();
        try
        {
            foreach (var peer in peers)
                loads.Add(new SaturatingLoad(peer.EndPoint, Connections));
            if (Choice.Pin)
                Process.GetCurrentProcess().ProcessorAffinity = 1 << Choice.LoadCore!.Value;
            var results = Mixes.Select(mix => new CpuResult(mix, [.. peers.Select(peer => peer.Name)], Rounds)).ToArray();
            for (var round = -WarmUps; round < Rounds; round++)
            {
                foreach (var result in results)
                    Round(round, result, peers, loads, limited.Token);
                output.Write(round < 0 ? "w" : ".");
            }

            output.WriteLine();
            return new CpuReport(Requests, Connections, Choice.Pin, results);
        }
        finally
        {
            loads.ForEach(load => load.Dispose());
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    private void Round(int round, CpuResult result, Peer[] peers, List<SaturatingLoad> loads, CancellationToken stop)
    {
        var seconds = new double[peers.Length];
        for (var slice = 0; slice < Slices; slice++)
        {
            for (var turn = 0; turn < peers.Length; turn++)
            {
                var index = (round + WarmUps + slice + turn) % peers.Length;
                var request = RequestMix.Bytes(result.Mix, peers[index].Port);
                var before = ProcessFigures.CpuSeconds(peers[index].ProcessId);
                loads[index].Run(request, Requests / Slices, stop);
                seconds[index] += ProcessFigures.CpuSeconds(peers[index].ProcessId) - before;
            }
        }

        if (round < 0)
            return;
        for (var index = 0; index < peers.Length; index++)
            result.MicrosecondsPerRequest[index][round] = seconds[index] * 1e6 / (Requests / Slices * Slices);
    }
}
