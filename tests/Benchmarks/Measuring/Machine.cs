using System.Runtime.InteropServices;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>Where a figure was measured; it means little without.</summary>
internal sealed record Machine(string Date, int Cores, string Processor, string Kernel, string DotNet, string Collector, string Yarp, string LoadAverage)
{
    public static Machine Describe() => new(
        DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown",
        $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {RuntimeInformation.OSDescription}",
        RuntimeInformation.FrameworkDescription,
        System.Runtime.GCSettings.IsServerGC ? "server" : "workstation",
        typeof(Yarp.ReverseProxy.Forwarder.IHttpForwarder).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)));

    public void Print(TextWriter output)
    {
        output.WriteLine($"{Date} · {Cores} cores ({Processor}) · {Kernel}");
        output.WriteLine($"{DotNet}, {Collector} collector · YARP {Yarp} · load average before the run {LoadAverage}");
    }
}
