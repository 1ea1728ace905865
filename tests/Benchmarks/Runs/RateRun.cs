using System.Text;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>CPU of a peer per request, and the time until the answer, when requests come at a fixed rate that leaves it idle in between.</summary>
internal sealed record RateRun(PeerChoice Choice, int Rounds, int Requests)
{
    private const int PerSecond = 2_000;
    private const int Connections = 32;
    private const int WarmUpRequests = 6_000;

    private sealed record Cells(Cell Cpu, Cell Median, Cell Slowest);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(stop);
        var plain = await MeasureAsync([LoadKind.Plain], shards, output, stop);
        var tls = await MeasureAsync([LoadKind.Tls1, LoadKind.Tls2], shards, output, stop);
        Cells[] all = [.. plain, .. tls];
        var text = new StringBuilder($"CPU per request, all processes of a peer, {PerSecond:#,0} requests a second, {RequestMix.File.Name}: median of {Rounds} rounds with {Requests:#,0} requests.\n\n")
            .AppendPeers("µs", "0.0", [.. all.Select(cells => cells.Cpu)])
            .AppendGoals([.. all.Select(cells => cells.Cpu)], new Goal(PeerNames.Yarp, 0.65))
            .Append("Time until the answer at that rate, from when the request was due.\n\n")
            .AppendPeers("µs", "0", [.. all.SelectMany(cells => new[] { cells.Median, cells.Slowest })]);
        return new Report("rate", text.ToString(), all);
    }

    private async Task<Cells[]> MeasureAsync(LoadKind[] kinds, Shards shards, TextWriter output, CancellationToken stop)
    {
        var peers = await new PeerStart(Choice, shards.Addresses, kinds[0].Tls).StartAllAsync(stop);
        try
        {
            return [.. kinds.Select(kind => Measure(kind, peers, output, stop))];
        }
        finally
        {
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    private Cells Measure(LoadKind kind, Peer[] peers, TextWriter output, CancellationToken stop)
    {
        output.Write($"{kind.Name}, {PerSecond} a second ");
        var names = peers.Select(peer => peer.Name).ToArray();
        var cells = new Cells(new Cell(kind.Name, names, Rounds), new Cell($"{kind.Name}, median", names, Rounds), new Cell($"{kind.Name}, p99", names, Rounds));
        var loads = new List<ILoad>();
        try
        {
            foreach (var peer in peers)
            {
                loads.Add(kind.Open(peer, RequestMix.File, Connections));
                loads[^1].Saturate(WarmUpRequests, stop);
            }

            for (var round = -1; round < Rounds; round++)
            {
                for (var turn = 0; turn < peers.Length; turn++)
                {
                    var index = (round + 1 + turn) % peers.Length;
                    var before = peers[index].CpuSeconds;
                    var latencies = loads[index].Pace(Requests, PerSecond, stop);
                    var microseconds = (peers[index].CpuSeconds - before) * 1e6 / latencies.Length;
                    if (round < 0)
                        continue;
                    cells.Cpu.Rounds[peers[index].Name][round] = microseconds;
                    cells.Median.Rounds[peers[index].Name][round] = PairedRatios.MedianOf(latencies);
                    cells.Slowest.Rounds[peers[index].Name][round] = PairedRatios.QuantileOf(latencies, 0.99);
                }

                output.Write(round < 0 ? "w" : ".");
            }

            output.WriteLine();
            return cells;
        }
        finally
        {
            loads.ForEach(load => load.Dispose());
        }
    }
}
