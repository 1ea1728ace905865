namespace ConferenceGateway.Support;

/// <summary>
/// How many codes one network, and all together, may have made in an hour: anybody can ask for one, and each is written to
/// the disk. Thread-safe.
/// </summary>
internal sealed class SupportLimit(TimeProvider time)
{
    /// <summary>Of one network (/24, /48) in an hour. A household needs one or two.</summary>
    public const int PerSource = 5;

    /// <summary>Of all in an hour: more than anybody could help.</summary>
    public const int InAll = 200;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private DateTimeOffset _windowEnd;
    private int _all;

    /// <summary>Counts one more of this masked source; if it is one too many, says how long to wait and counts nothing, so that no flood fills the memory.</summary>
    public bool Takes(string source, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _windowEnd)
            {
                _counts.Clear();
                _all = 0;
                _windowEnd = now + Window;
            }

            wait = _windowEnd - now;
            var count = _counts.GetValueOrDefault(source);
            if (count >= PerSource || _all >= InAll)
                return false;
            _counts[source] = count + 1;
            _all++;
            return true;
        }
    }
}
