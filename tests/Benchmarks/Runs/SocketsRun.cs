using ConferenceGateway.Benchmarks.Load;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// Memory of the proxy process per idle WebSocket: private bytes with all sockets open less those of the same process after a short
/// warm-up, each time once as it is and once after a forced collection. Every measurement has a process of its own.
/// </summary>
internal sealed record SocketsRun(PeerChoice Choice, int Count, int Rounds)
{
    private const int WarmUpSockets = 100;
    private const int StillEnough = 4;
    private const double Goal = 1.10;
    private static readonly TimeSpan SettleStep = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(15);

    public async Task<SocketsReport> RunAsync(TextWriter output, CancellationToken stop)
    {
        using var shards = await Shards.StartAsync(Choice, stop);
        var names = Choice.Names;
        var figures = names.ToDictionary(name => name, _ => new SocketsFigure[Rounds]);
        output.WriteLine("| round | proxy | KB per socket | as it is | whole process, MB | as it is |");
        output.WriteLine("|---|---|---|---|---|---|");
        for (var round = 0; round < Rounds; round++)
        {
            for (var turn = 0; turn < names.Count; turn++)
            {
                var name = names[(round + turn) % names.Count];
                var figure = await MeasureAsync(name, shards.Addresses, stop);
                figures[name][round] = figure;
                output.WriteLine($"| {round + 1} | {name} | {figure.KbPerSocket:0.0} | {figure.KbPerSocketAsItIs:0.0} | {figure.ProcessMb:0} | {figure.ProcessMbAsItIs:0} |");
            }
        }

        return new SocketsReport(Count, figures);
    }

    public static void Print(SocketsReport report, TextWriter output)
    {
        foreach (var (name, figures) in report.Figures)
            output.WriteLine($"{name}: median {PairedRatios.MedianOf(figures.Select(figure => figure.KbPerSocket)):0.0} KB per socket at {report.Count}");
        output.WriteLine(report.Control.ControlVerdict);
        if (report.Gateway is { } gateway)
            output.WriteLine(gateway.GatewayVerdict(Goal));
    }

    private async Task<SocketsFigure> MeasureAsync(string name, IReadOnlyList<string> backends, CancellationToken stop)
    {
        using var peer = await Choice.StartAsync(name, backends, stop);
        using (var warmUp = new IdleSockets())
            warmUp.Open(peer.EndPoint, WarmUpSockets, stop);
        var (emptyAsItIs, empty) = await SettledAsync(peer.ProcessId, stop);
        using var sockets = new IdleSockets();
        sockets.Open(peer.EndPoint, Count, stop);
        var (fullAsItIs, full) = await SettledAsync(peer.ProcessId, stop);
        if (sockets.CountOpen() is var open && open != Count)
            throw new BenchmarkException($"{name} kept only {open} of {Count} idle sockets open.");
        return new SocketsFigure(
            KbPerSocket: (full - empty) / 1024.0 / Count,
            KbPerSocketAsItIs: (fullAsItIs - emptyAsItIs) / 1024.0 / Count,
            ProcessMb: full / 1048576.0,
            ProcessMbAsItIs: fullAsItIs / 1048576.0);
    }

    private static async Task<(long AsItIs, long Collected)> SettledAsync(int processId, CancellationToken stop)
    {
        var asItIs = await StandingStillAsync(processId, stop);
        // Two, because what the first one finalises is freed by the second one.
        await ForcedCollection.RunAsync(processId, stop);
        await ForcedCollection.RunAsync(processId, stop);
        return (asItIs, await StandingStillAsync(processId, stop));
    }

    private static async Task<long> StandingStillAsync(int processId, CancellationToken stop)
    {
        var last = ProcessFigures.PrivateBytes(processId);
        var still = 0;
        for (var waited = TimeSpan.Zero; waited < SettleLimit && still < StillEnough; waited += SettleStep)
        {
            await Task.Delay(SettleStep, stop);
            var now = ProcessFigures.PrivateBytes(processId);
            still = Math.Abs(now - last) < last / 200 ? still + 1 : 0;
            last = now;
        }

        return last;
    }
}

/// <summary>Memory after a forced collection, and as it is without one.</summary>
internal sealed record SocketsFigure(double KbPerSocket, double KbPerSocketAsItIs, double ProcessMb, double ProcessMbAsItIs);

internal sealed record SocketsReport(int Count, Dictionary<string, SocketsFigure[]> Figures)
{
    public PairedRatios Control => Against(PeerNames.YarpAgain);

    public PairedRatios? Gateway => Figures.ContainsKey(PeerNames.Gateway) ? Against(PeerNames.Gateway) : null;

    private PairedRatios Against(string peer) =>
        PairedRatios.Of(Figures[peer].Select(figure => figure.KbPerSocket), Figures[PeerNames.Yarp].Select(figure => figure.KbPerSocket));
}
