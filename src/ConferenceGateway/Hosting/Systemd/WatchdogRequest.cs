using System.Globalization;

namespace ConferenceGateway.Hosting.Systemd;

/// <summary>What systemd asks for with <c>WatchdogSec=</c>: a sign of life at least this often, else it kills and restarts.</summary>
internal sealed record WatchdogRequest(TimeSpan Limit)
{
    /// <summary>How often one is given: a third of the limit, so that one that comes late or is lost does not matter.</summary>
    public TimeSpan Beat => Limit / 3;

    /// <summary>The request in the environment; null if there is none, or if it is meant for another process.</summary>
    public static WatchdogRequest? Read(Func<string, string?> environment, int processId) =>
        long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
        && microseconds <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond
        && (environment("WATCHDOG_PID") is not { Length: > 0 } process || process == processId.ToString(CultureInfo.InvariantCulture))
            ? new WatchdogRequest(TimeSpan.FromMicroseconds(microseconds))
            : null;
}
