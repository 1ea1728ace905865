using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ConferenceGateway.Benchmarks.Measuring;
using ConferenceGateway.Benchmarks.UserAgents;
using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.Benchmarks.Runs;

/// <summary>
/// Names of browser and system out of a User-Agent, uncached: our filter with compiled patterns beside the same rules tried
/// one after the other, interpreted. BenchmarkDotNet measures both; the worst text and the start are measured here.
/// </summary>
internal sealed record UserAgentsRun(int Rounds)
{
    private const double RatioGoal = 20;
    private const double WorstGoal = 1_000;
    private const double ReadyGoal = 300;
    private const double MemoryGoal = 60;

    public async Task<Report> RunAsync(TextWriter output, CancellationToken stop)
    {
        var cold = new List<ColdStart>();
        for (var round = 0; round < Rounds; round++)
            cold.Add(await ColdStart.InChildAsync(stop));
        output.WriteLine($"start: {string.Join(", ", cold)}");

        var (ours, linear) = Compare(output);
        var worst = Worst();
        output.WriteLine($"worst: {worst.Microseconds:0} µs for {worst.Text[..Math.Min(60, worst.Text.Length)]}…");

        var ready = Median(cold.Select(one => one.ReadyMilliseconds));
        var memory = Median(cold.Select(one => one.CompiledMebibytes));
        var text = new StringBuilder().AppendHead($"{UserAgentCorpus.Real.Count} real User-Agents, {UserAgentRules.Shipped.Count} rules", ["figure", "goal"]);
        Row(text, "one after the other, interpreted: µs a text", linear, null);
        Row(text, "ours, uncached: µs a text", ours, null);
        Row(text, "times as fast", linear / ours, $"≥ {RatioGoal}: {(linear / ours >= RatioGoal ? "reached" : "missed")}");
        Row(text, $"worst of {UserAgentCorpus.Hostile.Count:#,0} hostile texts of 512 characters: µs", worst.Microseconds, $"≤ {WorstGoal:#,0}: {(worst.Microseconds <= WorstGoal ? "reached" : "missed")}");
        Row(text, "from nothing to the first answer, new process: ms", ready, $"≤ {ReadyGoal}: {(ready <= ReadyGoal ? "reached" : "missed")}");
        Row(text, "memory once all are compiled: MiB", memory, $"≤ {MemoryGoal}: {(memory <= MemoryGoal ? "reached" : "missed")}");
        return new Report("useragents", text.ToString(), new { Ours = ours, Linear = linear, Worst = worst, Cold = cold });
    }

    private static (double Ours, double Linear) Compare(TextWriter output)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "BenchmarkDotNet.Artifacts"));
        var summary = BenchmarkRunner.Run<UserAgentBenchmarks>(config);
        double MicrosecondsOf(string method) => summary.Reports
            .FirstOrDefault(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method)?.ResultStatistics?.Median / 1_000
            ?? throw new BenchmarkException($"BenchmarkDotNet has no figure for {method}.");
        var figures = (MicrosecondsOf(nameof(UserAgentBenchmarks.Ours)), MicrosecondsOf(nameof(UserAgentBenchmarks.Linear)));
        output.WriteLine($"ours {figures.Item1:0.0} µs, linear {figures.Item2:0.0} µs");
        return figures;
    }

    // Of each text the fastest of some runs: what the text costs, and not what else the machine does.
    private static (double Microseconds, string Text) Worst()
    {
        var rules = UserAgentBenchmarks.Compiled();
        foreach (var text in UserAgentCorpus.Hostile)
            rules.Read(text);
        return UserAgentCorpus.Hostile.Select(text => (Enumerable.Range(0, 5).Min(_ => Time(rules, text)), text)).MaxBy(one => one.Item1);
    }

    private static double Time(UserAgentRules rules, string text)
    {
        var since = Stopwatch.GetTimestamp();
        rules.Read(text);
        return Stopwatch.GetElapsedTime(since).TotalMicroseconds;
    }

    private static double Median(IEnumerable<double> values) => PairedRatios.MedianOf([.. values]);

    private static void Row(StringBuilder text, string name, double figure, string? goal) =>
        text.AppendRow(name, [figure.ToString(figure < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture), goal ?? ""]);
}
