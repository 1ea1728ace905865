using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Core;
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

    /// <summary>
    /// Visits of one network (/24, /48) between two writings: a whole school comes within one minute, and one script that
    /// asks without end must not decide what the dry run says.
    /// </summary>
    public const int MostPerSource = 300;

    /// <summary>Rows of a day that one network can open: nobody takes all of them from the others with invented versions.</summary>
    public const int MostRowsPerSource = 100;

    // Networks that are counted between two writings; those beyond are not held back.
    private const int MostSources = 10_000;

    // Days that wait for the database; older ones are let go of.
    private const int MostDays = 3;

    private readonly Lock _lock = new();
    private readonly HashSet<VisitKey> _known = [];
    private readonly Dictionary<UInt128, int> _bySource = [];
    private readonly Dictionary<UInt128, int> _rowsBySource = [];
    private Dictionary<(DateOnly Day, VisitKey Key), long> _waiting = [];
    private DateOnly _day;

    /// <summary>Counts the page of a room that a browser has asked for.</summary>
    public void Count(HttpRequest request, Browser browser)
    {
        // HEAD shows nobody a page; a page in a frame is not judged; a bot takes part in nothing.
        if (!HttpMethods.IsGet(request.Method) || browser.IsBot || request.Headers["Sec-Fetch-Dest"] == "iframe")
            return;
        var key = VisitKey.Of(browser, brands);
        var source = ClientAddress.Network(request.HttpContext.Connection.RemoteIpAddress);
        lock (_lock)
        {
            var count = _bySource.GetValueOrDefault(source);
            if (count >= MostPerSource)
                return;
            if (count > 0 || _bySource.Count < MostSources)
                _bySource[source] = count + 1;
            var day = Today();
            var row = (day, Row(key, source));
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
            _bySource.Clear();
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

    private VisitKey Row(VisitKey key, UInt128 source)
    {
        if (_known.Contains(key))
            return key;
        var opened = _rowsBySource.GetValueOrDefault(source);
        if (_known.Count >= MostRows - 1 || opened >= MostRowsPerSource)
            return VisitKey.Other;
        _rowsBySource[source] = opened + 1;
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
            _rowsBySource.Clear();
        }

        return day;
    }
}
