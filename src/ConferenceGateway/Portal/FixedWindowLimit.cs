using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>
/// Counts what strangers ask for in windows of fixed length: one network (/24, /48), and all together. What they can make
/// it remember ends with the window and with the count of all. The framework's limiters have a clock of their own.
/// Thread-safe.
/// </summary>
internal abstract class FixedWindowLimit(TimeSpan window, int mostPerSource, int mostInAll, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _bySource = new(StringComparer.Ordinal);
    private DateTimeOffset _until;
    private int _all;

    /// <summary>Counts one; null = it may go on, else how long to wait, and nothing is counted.</summary>
    public TimeSpan? Wait(IPAddress? address)
    {
        var source = ClientAddress.Masked(address);
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // Also where the clock was set back.
            if (now >= _until || _until - now > window)
            {
                _bySource.Clear();
                _all = 0;
                _until = now + window;
            }

            var count = _bySource.GetValueOrDefault(source);
            if (count >= mostPerSource || _all >= mostInAll)
                return _until - now;
            _bySource[source] = count + 1;
            _all++;
            return null;
        }
    }
}
