using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Visits;

/// <summary>
/// Counts visits in memory. A request takes one short lock and waits for nothing; <see cref="VisitFlush"/> writes. Bounded,
/// whatever is sent as a User-Agent and however long the database is away.
/// </summary>
internal sealed class VisitBook(KnownBrands brands, TimeProvider time)
{
    /// <summary>Rows of one day; the last one is <see cref="VisitKey.Other"/>.</summary>
    public const int MostRows = 1000;

    // Days that wait for the database; older ones are let go of.
    private const int MostDays = 3;

    private readonly Lock _lock = new();
    private readonly HashSet<VisitKey> _known = [];
    private Dictionary<(DateOnly Day, VisitKey Key), long> _waiting = [];
    private DateOnly _day;

    /// <summary>Counts the page of a room that a browser has asked for.</summary>
    public void Count(HttpRequest request, Browser browser)
    {
        // HEAD shows nobody a page; a page in a frame is not judged; a bot takes part in nothing.
        if (!HttpMethods.IsGet(request.Method) || browser.IsBot || request.Headers["Sec-Fetch-Dest"] == "iframe")
            return;
        var key = VisitKey.Of(browser, brands);
        lock (_lock)
        {
            var day = Today();
            var row = (day, Row(key));
            _waiting[row] = _waiting.GetValueOrDefault(row) + 1;
        }
    }

    /// <summary>Says which rows the day has already, so that its bound holds over a restart.</summary>
    public void Remember(DateOnly day, IEnumerable<VisitKey> keys)
    {
        lock (_lock)
        {
            if (day == Today())
                _known.UnionWith(keys.Take(MostRows));
        }
    }

    /// <summary>Takes what waits.</summary>
    public IReadOnlyDictionary<(DateOnly Day, VisitKey Key), long> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }

    /// <summary>Puts back what could not be written.</summary>
    public void PutBack(IReadOnlyDictionary<(DateOnly Day, VisitKey Key), long> taken)
    {
        lock (_lock)
        {
            var oldest = Today().AddDays(1 - MostDays);
            foreach (var (row, visits) in taken.Where(pair => pair.Key.Day >= oldest))
                _waiting[row] = _waiting.GetValueOrDefault(row) + visits;
        }
    }

    private VisitKey Row(VisitKey key)
    {
        if (_known.Contains(key))
            return key;
        if (_known.Count >= MostRows - 1)
            return VisitKey.Other;
        _known.Add(key);
        return key;
    }

    private DateOnly Today()
    {
        var day = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        if (day != _day)
        {
            _day = day;
            _known.Clear();
        }

        return day;
    }
}
