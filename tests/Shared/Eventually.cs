using System.Diagnostics;

namespace ConferenceGateway.Testing;

/// <summary>Waits for a foreign process, which no injected clock can hurry; everything of our own is awaited by event.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until <paramref name="probe"/> answers null; its last complaint is the failure's text.</summary>
    /// <exception cref="TimeoutException">The complaint did not end within <paramref name="limit"/>.</exception>
    public static async Task NoComplaintAsync(
        Func<CancellationToken, Task<string?>> probe, TimeSpan limit, Func<string> background, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (await probe(cancellation) is { } complaint)
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
                throw new TimeoutException($"{complaint} after {limit.TotalSeconds:0} s.{Environment.NewLine}{background()}");
            await Task.Delay(Pause, cancellation);
        }
    }
}
