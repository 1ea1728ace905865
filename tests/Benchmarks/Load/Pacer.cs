using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ConferenceGateway.Benchmarks.Load;

/// <summary>Waits for the next of evenly spaced instants, to some 50 µs: the timers of .NET know milliseconds only.</summary>
internal sealed class Pacer(int perSecond)
{
    private const int Monotonic = 1;
    private const int Absolute = 1;

    private readonly long _start = Stopwatch.GetTimestamp();
    private int _count;

    /// <summary>Waits; the answer is the instant that was waited for, a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Next()
    {
        var due = _start + (long)(_count++ * (double)Stopwatch.Frequency / perSecond);
        // On Linux the stopwatch is the monotonic clock, in nanoseconds.
        var instant = new KernelTime { Seconds = due / 1_000_000_000, Nanoseconds = due % 1_000_000_000 };
        while (Stopwatch.GetTimestamp() < due)
            _ = Sleep(Monotonic, Absolute, instant, 0);
        return due;
    }

    [DllImport("libc", EntryPoint = "clock_nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(int clock, int flags, in KernelTime until, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct KernelTime
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
