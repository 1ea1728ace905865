using System.Diagnostics;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>From the start of <c>demo</c>'s process until its start page answers 200; the program is built already.</summary>
internal sealed record StartRun(PeerChoice Choice, int Rounds)
{
    private const double GoalSeconds = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<double[]> RunAsync(TextWriter output, CancellationToken stop)
    {
        Choice.Check();
        var seconds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            seconds[round] = await OnceAsync(stop);
            output.WriteLine($"start {round + 1}: {seconds[round]:0.00} s");
        }

        var median = PairedRatios.MedianOf(seconds);
        output.WriteLine($"demo answers after {median:0.00} s (median of {Rounds}; goal ≤ {GoalSeconds:0} s: {(median <= GoalSeconds ? "reached" : "missed")})");
        return seconds;
    }

    private async Task<double> OnceAsync(CancellationToken stop)
    {
        var address = $"http://127.0.0.1:{Loopback.FreePort()}";
        var folder = Directory.CreateTempSubdirectory("gateway-bench-");
        try
        {
            var since = Stopwatch.GetTimestamp();
            using var demo = ChildProcess.Start(Choice.Gateway, ["demo", "--urls", address], folder.FullName, core: null);
            await demo.AnswersAsync(new Uri($"{address}/"), Limit, Pause, stop);
            return Stopwatch.GetElapsedTime(since).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
