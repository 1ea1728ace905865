using System.Globalization;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>What the kernel counts for a process, from outside, so that every peer is measured the same way.</summary>
internal static class ProcessFigures
{
    // USER_HZ, the unit of /proc/PID/stat, is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>CPU time of all threads, ended ones too, user and system; seconds, in steps of 0.01.</summary>
    public static double CpuSeconds(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The name in parentheses may hold blanks; the state, field 3, follows its last parenthesis.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / TicksPerSecond;
    }

    /// <summary>Memory in use that belongs to no file and to no other process (RssAnon): heaps and stacks; bytes.</summary>
    public static long PrivateBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return Number(line["RssAnon:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) * 1024;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
