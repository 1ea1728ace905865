using System.Diagnostics;
using System.Text.Json;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Benchmarks.UserAgents;

/// <summary>What reading and compiling the rules costs in a process that has done nothing else.</summary>
/// <param name="ReadyMilliseconds">Until the first User-Agent is read, by interpreted patterns.</param>
/// <param name="ReadyMebibytes">Resident memory more than before, then.</param>
/// <param name="CompiledMebibytes">The same once all patterns are compiled.</param>
internal sealed record ColdStart(double ReadyMilliseconds, double ReadyMebibytes, double CompiledMebibytes)
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Measures in this process, which must be new.</summary>
    public static ColdStart Here()
    {
        var before = Memory();
        var since = Stopwatch.GetTimestamp();
        BrowserReader.Shipped.Read("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/157.0.0.0 Safari/537.36");
        var ready = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        var then = Memory();
        UserAgentBenchmarks.Compiled();
        return new ColdStart(ready, then - before, Memory() - before);
    }

    /// <summary>Measures in a new process.</summary>
    public static async Task<ColdStart> InChildAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ColdStart).Assembly.Location, "useragents-cold"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return JsonSerializer.Deserialize<ColdStart>(line) ?? throw new BenchmarkException("The cold start said nothing.");
    }

    private static double Memory()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / Mebibyte;
    }
}
