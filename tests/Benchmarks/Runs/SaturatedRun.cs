using System.Text;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// CPU of a peer per request under saturating load. In each round every peer carries the same requests in several slices, the peers in
/// turn and in changing order, so that what disturbs the machine for a while disturbs all of them.
/// </summary>
internal sealed record SaturatedRun(PeerChoice Choice, int Rounds, int Requests)
{
    private const int Slices = 3;
    private const int Connections = 32;
    private const int WarmUps = 2;
    // The compiler of .NET works in the background, and its time counts as the peer's: all have several turns until it is done.
    private const int WarmUpPasses = 4;
    // A large answer costs several times a small one; the round shall not last several times as long.
    private const int LargeShare = 4;

    public async Task<Report> RunAsync(string part, bool tls, TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(stop);
        var peers = await new PeerStart(Choice, shards.Addresses, tls).StartAllAsync(stop);
        try
        {
            var cells = new List<Cell>();
            foreach (var kind in tls ? new[] { LoadKind.Tls1, LoadKind.Tls2 } : [LoadKind.Plain])
            {
                foreach (var mix in tls ? new[] { RequestMix.File, RequestMix.LargeFile } : [RequestMix.File, RequestMix.Bosh, RequestMix.LargeFile])
                    cells.Add(Measure($"{kind.Name}, {mix.Name}", kind, mix, peers, output, stop));
            }

            var text = new StringBuilder($"CPU per request, all processes of a peer, saturated: median of {Rounds} rounds with {Requests:#,0} requests (a quarter of that at 100 KB), {Connections} at once.\n\n")
                .AppendPeers("µs", "0.0", cells)
                .AppendGoals(cells, new Goal(PeerNames.Yarp, 1.05), new Goal(PeerNames.NginxAuth, 0.65), new Goal(PeerNames.Yarp, 1.10, PeerNames.GatewayTicket), new Goal(PeerNames.NginxAuth, 0.65, PeerNames.GatewayTicket));
            return new Report(part, text.ToString(), cells);
        }
        finally
        {
            foreach (var peer in peers)
                peer.Dispose();
        }
    }

    private Cell Measure(string name, LoadKind kind, RequestMix mix, Peer[] peers, TextWriter output, CancellationToken stop)
    {
        output.Write($"{name} ");
        var cell = new Cell(name, peers.Select(peer => peer.Name), Rounds);
        var loads = new List<ILoad>();
        try
        {
            loads.AddRange(peers.Select(peer => kind.Open(peer, mix, Connections)));
            for (var pass = 0; pass < WarmUpPasses; pass++)
                loads.ForEach(load => load.Saturate(Requests, stop));

            for (var round = -WarmUps; round < Rounds; round++)
            {
                Round(round, cell, mix == RequestMix.LargeFile ? Requests / LargeShare : Requests, peers, loads, stop);
                output.Write(round < 0 ? "w" : ".");
            }

            output.WriteLine();
            return cell;
        }
        finally
        {
            loads.ForEach(load => load.Dispose());
        }
    }

    private static void Round(int round, Cell cell, int requests, Peer[] peers, List<ILoad> loads, CancellationToken stop)
    {
        var seconds = new double[peers.Length];
        for (var slice = 0; slice < Slices; slice++)
        {
            for (var turn = 0; turn < peers.Length; turn++)
            {
                var index = (round + WarmUps + slice + turn) % peers.Length;
                var before = peers[index].CpuSeconds;
                loads[index].Saturate(requests / Slices, stop);
                seconds[index] += peers[index].CpuSeconds - before;
            }
        }

        if (round < 0)
            return;
        for (var index = 0; index < peers.Length; index++)
            cell.Rounds[peers[index].Name][round] = seconds[index] * 1e6 / (requests / Slices * Slices);
    }
}
