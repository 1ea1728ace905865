using System.Net;

namespace ConferenceGateway.Placement;

/// <summary>
/// How many new rooms one source may open in a minute. Each is written to the disk before it is answered, and all wait
/// for that in one line: whoever invents names must not hold up those who meet. Not thread-safe.
/// </summary>
internal sealed class ClaimLimit(TimeProvider time)
{
    /// <summary>New rooms of one source in one minute. A school that starts all its lessons at once has some hundred.</summary>
    public const int PerMinute = 600;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IPAddress, int> _counts = [];
    private DateTimeOffset _windowEnd;

    /// <summary>Counts one more room of this source; if it is one too many, says how long to wait.</summary>
    public bool Takes(IPAddress source, out TimeSpan wait)
    {
        var now = time.GetUtcNow();
        if (now >= _windowEnd)
        {
            _counts.Clear();
            _windowEnd = now + Window;
        }

        wait = _windowEnd - now;
        var count = _counts.GetValueOrDefault(source) + 1;
        _counts[source] = count;
        return count <= PerMinute;
    }
}
