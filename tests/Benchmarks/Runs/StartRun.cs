using System.Diagnostics;
using System.Text;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.Peers;
using ConferenceGateway.Testing;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// The published program: from the start of its process until <c>run</c> is ready, with its shards already there and an empty folder, and
/// until the start page of <c>demo</c> answers.
/// </summary>
internal sealed record StartRun(int Rounds)
{
    private const double ReadyGoal = 1;
    private const double DemoGoal = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        var published = Directory.CreateTempSubdirectory("gateway-bench-");
        try
        {
            await PublishAsync(published.FullName, output, stop);
            using var shards = await Shards.StartAsync(stop);
            var program = Path.Combine(published.FullName, "ConferenceGateway");
            var ready = new double[Rounds];
            var demo = new double[Rounds];
            for (var round = 0; round < Rounds; round++)
            {
                ready[round] = await ReadyAsync(program, shards.Addresses, stop);
                demo[round] = await DemoAsync(program, stop);
                output.WriteLine($"start {round + 1}: run is ready after {ready[round]:0.00} s, demo answers after {demo[round]:0.00} s");
            }

            var text = new StringBuilder().AppendHead("seconds from the start of the process", ["median", "fastest", "slowest", "goal"]);
            AppendRow(text, "`run` is ready", ready, ReadyGoal);
            AppendRow(text, "`demo` answers", demo, DemoGoal);
            return new Report("start", text.ToString(), new { Ready = ready, Demo = demo });
        }
        finally
        {
            published.Delete(recursive: true);
        }
    }

    private static void AppendRow(StringBuilder text, string name, double[] seconds, double goal)
    {
        var median = PairedRatios.MedianOf(seconds);
        text.AppendRow(name, [Seconds(median), Seconds(seconds.Min()), Seconds(seconds.Max()), $"≤ {goal:0}: {(median <= goal ? "reached" : "missed")}"]);
    }

    private static string Seconds(double value) => $"{value:0.00}";

    private static async Task<double> ReadyAsync(string program, IReadOnlyList<string> shards, CancellationToken stop)
    {
        using var folder = PeerFolder.Create();
        var port = LoopbackPorts.NextPair();
        var file = folder.WriteGateway(port, tls: false, shards);
        return await UntilAnswerAsync(program, ["run", "--config", file], folder.Path, new Uri($"http://127.0.0.1:{port}/-/health/ready"), stop);
    }

    private static async Task<double> DemoAsync(string program, CancellationToken stop)
    {
        using var folder = PeerFolder.Create();
        var address = $"http://127.0.0.1:{LoopbackPorts.NextPair()}";
        return await UntilAnswerAsync(program, ["demo", "--urls", address], folder.Path, new Uri($"{address}/"), stop);
    }

    private static async Task<double> UntilAnswerAsync(string program, string[] arguments, string folder, Uri address, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        using var process = ChildProcess.Start(program, arguments, folder);
        await process.AnswersAsync(address, Limit, Pause, stop);
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task PublishAsync(string folder, TextWriter output, CancellationToken stop)
    {
        output.WriteLine("dotnet publish -c Release");
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(PeerChoice.Repository(), "src", "ConferenceGateway"), "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"]);
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync(stop);
        if (publish.ExitCode != 0)
            throw new BenchmarkException($"dotnet publish ended with code {publish.ExitCode}.");
    }
}
