using System.Text;
using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// WebSockets: memory of a peer per idle one, private bytes with all of them open less those of the same processes after a short warm-up;
/// CPU of their opening; and how much longer an echo takes. Every measurement has processes of its own.
/// </summary>
internal sealed record SocketsRun(PeerChoice Choice, int Count, int Rounds)
{
    private const int WarmUpSockets = 100;
    private const int EchoTurns = 40;
    private const int EchoesPerTurn = 50;
    private const int EchoingSockets = 20;
    private const int StillEnough = 4;
    private static readonly TimeSpan SettleStep = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(10);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(stop);
        var start = new PeerStart(Choice, shards.Addresses, Tls: false);
        var names = Choice.Names;
        var idle = new Cell("KB a socket", names, Rounds);
        var asItIs = new Cell("without collection", names, Rounds);
        var process = new Cell("all processes, MB", names, Rounds);
        var setUps = new Cell("set-ups per CPU second", names, Rounds);
        var added = new Cell("µs at the median", names, Rounds);
        var addedAtWorst = new Cell("at the 99th percentile", names, Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            for (var turn = 0; turn < names.Count; turn++)
            {
                var name = names[(round + turn) % names.Count];
                var figure = await MeasureAsync(start, name, shards, stop);
                idle.Rounds[name][round] = figure.KbPerSocket;
                asItIs.Rounds[name][round] = figure.KbPerSocketAsItIs;
                process.Rounds[name][round] = figure.ProcessMb;
                setUps.Rounds[name][round] = figure.SetUpsPerCpuSecond;
                added.Rounds[name][round] = PairedRatios.MedianOf(figure.Echoes) - PairedRatios.MedianOf(figure.DirectEchoes);
                addedAtWorst.Rounds[name][round] = PairedRatios.QuantileOf(figure.Echoes, 0.99) - PairedRatios.QuantileOf(figure.DirectEchoes, 0.99);
                output.WriteLine($"{Count} sockets, round {round + 1}, {name}: {figure.KbPerSocket:0.0} KB each, {figure.SetUpsPerCpuSecond:0} set-ups per CPU second, echo {added.Rounds[name][round]:0} µs later");
            }
        }

        var text = new StringBuilder($"{Count:#,0} sockets, ten to a room; median of {Rounds} rounds with processes of their own.\n\n")
            .AppendPeers("idle", "0.0", [idle, asItIs, process])
            .AppendGoals([idle], new Goal(PeerNames.Yarp, 1.10))
            .AppendPeers("opening", "#,0", [setUps])
            .AppendDifferences("added to a direct echo", "0", [added, addedAtWorst]);
        return new Report("sockets", text.ToString(), new[] { idle, asItIs, process, setUps, added, addedAtWorst });
    }

    private async Task<SocketsFigure> MeasureAsync(PeerStart start, string name, Shards shards, CancellationToken stop)
    {
        using var peer = await start.StartAsync(name, stop);
        using (var warmUp = new IdleSockets())
            warmUp.Open(peer.EndPoint, WarmUpSockets, stop);
        var (emptyAsItIs, empty) = await SettledAsync(peer, stop);
        using var sockets = new IdleSockets();
        var before = peer.CpuSeconds;
        sockets.Open(peer.EndPoint, Count, stop);
        var openingSeconds = peer.CpuSeconds - before;
        var (fullAsItIs, full) = await SettledAsync(peer, stop);
        using var direct = new IdleSockets();
        direct.Open(shards.EndPoint, EchoingSockets, stop);
        var echoes = new List<double>();
        var directEchoes = new List<double>();
        // In turn, because an echo takes no longer than what disturbs the machine for a moment.
        for (var turn = 0; turn < EchoTurns; turn++)
        {
            echoes.AddRange(sockets.TimeEchoes(EchoesPerTurn, EchoingSockets, stop));
            directEchoes.AddRange(direct.TimeEchoes(EchoesPerTurn, EchoingSockets, stop));
        }

        if (sockets.CountOpen() is var open && open != Count)
            throw new BenchmarkException($"{name} kept only {open} of {Count} idle sockets open.");
        return new SocketsFigure(
            KbPerSocket: (full - empty) / 1024.0 / Count,
            KbPerSocketAsItIs: (fullAsItIs - emptyAsItIs) / 1024.0 / Count,
            ProcessMb: full / 1048576.0,
            SetUpsPerCpuSecond: Count / openingSeconds,
            echoes,
            directEchoes);
    }

    private static async Task<(long AsItIs, long Collected)> SettledAsync(Peer peer, CancellationToken stop)
    {
        var asItIs = await StandingStillAsync(peer, stop);
        if (!PeerNames.IsDotNet(peer.Name))
            return (asItIs, asItIs);
        // Two, because what the first one finalises is freed by the second one.
        await ForcedCollection.RunAsync(peer.ProcessId, stop);
        await ForcedCollection.RunAsync(peer.ProcessId, stop);
        return (asItIs, await StandingStillAsync(peer, stop));
    }

    private static async Task<long> StandingStillAsync(Peer peer, CancellationToken stop)
    {
        var last = peer.PrivateBytes;
        var still = 0;
        for (var waited = TimeSpan.Zero; waited < SettleLimit && still < StillEnough; waited += SettleStep)
        {
            await Task.Delay(SettleStep, stop);
            var now = peer.PrivateBytes;
            still = Math.Abs(now - last) <= last / 200 ? still + 1 : 0;
            last = now;
        }

        return last;
    }

    /// <summary>Memory after a forced collection, and as it is without one; the times of the echoes, microseconds.</summary>
    private sealed record SocketsFigure(double KbPerSocket, double KbPerSocketAsItIs, double ProcessMb, double SetUpsPerCpuSecond, List<double> Echoes, List<double> DirectEchoes);
}
