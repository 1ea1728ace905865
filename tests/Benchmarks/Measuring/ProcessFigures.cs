using System.Globalization;
using System.Runtime.InteropServices;

namespace ConferenceGateway.Benchmarks.Measuring;

/// <summary>What the kernel counts for a process, from outside, so that every peer is measured the same way.</summary>
internal static class ProcessFigures
{
    /// <summary>
    /// CPU time of all threads, ended ones too, user and system; seconds. It is what <c>/proc/PID/stat</c> says as utime + stime, but that
    /// file counts in steps of 10 ms, which are several per cent of one slice of a run.
    /// </summary>
    public static double CpuSeconds(int processId)
    {
        // The clock of another process, as clock_getcpuclockid(3) makes its number.
        const int schedulerTime = 2;
        return ReadClock((~processId << 3) | schedulerTime, out var time) == 0
            ? time.Seconds + time.Nanoseconds / 1e9
            : throw new BenchmarkException($"Process {processId} has no CPU clock; it is gone.");
    }

    /// <summary>Memory in use that belongs to no file and to no other process (RssAnon): heaps and stacks; bytes.</summary>
    public static long PrivateBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return Number(line["RssAnon:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) * 1024;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out KernelTime time);

    [StructLayout(LayoutKind.Sequential)]
    private struct KernelTime
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
