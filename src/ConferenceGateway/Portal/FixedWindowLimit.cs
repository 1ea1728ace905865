using System.Net;
using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>
/// Counts what strangers ask for in windows of fixed length: one source, and all together. What they can make it remember
/// ends with the window and with the count of all. The framework's limiters have a clock of their own. Thread-safe.
/// </summary>
/// <param name="window">How long one lasts.</param>
/// <param name="mostPerSource">Of one source in a window.</param>
/// <param name="mostInAll">Of all in a window. From here on a source gets one, and only if it had none.</param>
/// <param name="mostAtAll">Of all in a window, those single ones among them: here it ends.</param>
/// <param name="time">The clock.</param>
internal class FixedWindowLimit(TimeSpan window, int mostPerSource, int mostInAll, int mostAtAll, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _bySource = new(StringComparer.Ordinal);
    private DateTimeOffset _until;
    private int _all;

    /// <summary>Counts one of a network (/24, /48); null = it may go on, else how long to wait, and nothing is counted.</summary>
    public TimeSpan? Wait(IPAddress? address) => Wait(ClientAddress.Masked(address));

    /// <summary>The same of any source.</summary>
    public TimeSpan? Wait(string source)
    {
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
            if (count >= (_all < mostInAll ? mostPerSource : 1) || _all >= mostAtAll)
                return _until - now;
            _bySource[source] = count + 1;
            _all++;
            return null;
        }
    }
}
