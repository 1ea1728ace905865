using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ConferenceGateway.Benchmarks.Peers;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>Where a figure was measured; it means little without.</summary>
internal sealed record Machine(string Date, int Cores, string Processor, string Kernel, string DotNet, string Collector, string Yarp, string Peers, string LoadAverage)
{
    public static Machine Describe() => new(
        DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown",
        $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {RuntimeInformation.OSDescription}",
        RuntimeInformation.FrameworkDescription,
        System.Runtime.GCSettings.IsServerGC ? "server" : "workstation",
        typeof(Yarp.ReverseProxy.Forwarder.IHttpForwarder).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        VersionOf("haproxy", "-v") + VersionOf("nginx", "-v"),
        string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)));

    private static string VersionOf(string name, string option)
    {
        if (PeerStart.FindProgram(name) is not { } program)
            return $", no {name}";
        using var process = Process.Start(new ProcessStartInfo(program, [option]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return Regex.Match(said, @"\d+(\.\d+)+") is { Success: true } version ? $", {name} {version.Value}" : $", {name}";
    }

    /// <summary>One paragraph.</summary>
    public string Text => $"{Date}. {Cores} cores ({Processor}), {Kernel}.\n{DotNet}, {Collector} collector, YARP {Yarp}{Peers}. Load average before the run: {LoadAverage}.";
}
