namespace ConferenceGateway.Support;

/// <summary>
/// How many codes one network, and all together, may have made in an hour: anybody can ask for one, and each is written to
/// the disk. Thread-safe.
/// </summary>
internal sealed class SupportLimit(TimeProvider time)
{
    /// <summary>Of one network (/24, /48) in an hour. A household needs one or two, but a whole congress sits behind one address.</summary>
    public const int PerSource = 20;

    /// <summary>
    /// Of all in an hour: more than anybody could help. From here on a network gets one, and only if it had none, so that
    /// who floods from some dozens of networks does not take the others' help away.
    /// </summary>
    public const int InAll = 200;

    /// <summary>Of all in an hour, those single ones among them: here it ends.</summary>
    public const int InAllAtMost = 1_000;

    /// <summary>How often what lies under one code may be renewed in an hour.</summary>
    public const int PerCode = 20;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _renewals = new(StringComparer.Ordinal);
    private DateTimeOffset _windowEnd;
    private int _all;

    /// <summary>Counts one more of this masked source; if it is one too many, says how long to wait and counts nothing, so that no flood fills the memory.</summary>
    public bool Takes(string source, out TimeSpan wait)
    {
        lock (_lock)
        {
            wait = Rest();
            var count = _counts.GetValueOrDefault(source);
            if (count >= (_all < InAll ? PerSource : 1) || _all >= InAllAtMost)
                return false;
            _counts[source] = count + 1;
            _all++;
            return true;
        }
    }

    /// <summary>
    /// Counts that what lies under a code is renewed, which takes nothing from the network's neighbours. Of a code that is
    /// there: so there are never more than of codes.
    /// </summary>
    /// <param name="id">The id of what is stored.</param>
    public bool Renews(string id)
    {
        lock (_lock)
        {
            Rest();
            var count = _renewals.GetValueOrDefault(id);
            if (count >= PerCode)
                return false;
            _renewals[id] = count + 1;
            return true;
        }
    }

    /// <summary>How long this hour lasts; a new one begins where it is over, or where the clock was set back.</summary>
    private TimeSpan Rest()
    {
        var now = time.GetUtcNow();
        if (now >= _windowEnd || _windowEnd - now > Window)
        {
            _counts.Clear();
            _renewals.Clear();
            _all = 0;
            _windowEnd = now + Window;
        }

        return _windowEnd - now;
    }
}
