using System.Collections.Concurrent;
using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers;

/// <summary>
/// Judges browsers. Verdicts are kept by the exact User-Agent in two generations of bounded size: when the young one is
/// full it becomes the old one, so a flood of invented texts costs memory for two generations and no more, and what is
/// asked for again survives.
/// </summary>
internal sealed class BrowserCheck(BrowserPolicy policy, Origins origins)
{
    /// <summary>Texts a generation; honest traffic of a day has some hundreds.</summary>
    private const int GenerationSize = 1024;

    // What the visitor sees decides, not the last hop before us; the prefix needs https, which the demo does not have.
    private readonly bool _isSecure = origins.MeetingUrl.Scheme == Uri.UriSchemeHttps;
    private readonly Verdict _unknown = policy.Judge(Browser.Unknown);
    private readonly Lock _turn = new();
    private ConcurrentDictionary<string, Verdict> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Verdict> _old = new(StringComparer.Ordinal);
    private int _youngCount;

    /// <summary>The verdict on a User-Agent. A known one allocates nothing.</summary>
    public Verdict Judge(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
            return _unknown;
        if (_young.TryGetValue(userAgent, out var verdict))
            return verdict;

        // What is longer than any honest browser is read each time and never kept.
        if (userAgent.Length > BrowserReader.MostCharacters)
            return policy.Judge(BrowserReader.Read(userAgent));

        if (!Volatile.Read(ref _old).TryGetValue(userAgent, out verdict))
            verdict = policy.Judge(BrowserReader.Read(userAgent));
        Keep(userAgent, verdict);
        return verdict;
    }

    /// <summary>Whether the request goes on without a page: the browser works, or its user has said "go on anyway".</summary>
    public bool MayPass(HttpContext context, Verdict verdict) =>
        verdict.Kind == VerdictKind.Works
        || string.Equals(context.Request.Cookies[CookieName], verdict.Mark, StringComparison.Ordinal);

    /// <summary>Remembers "go on anyway" for this browser in this version.</summary>
    public void LetPass(HttpContext context, Verdict verdict)
    {
        if (verdict.Kind == VerdictKind.Works)
            return;

        context.Response.Cookies.Append(CookieName, verdict.Mark, new CookieOptions
        {
            HttpOnly = true,
            Secure = _isSecure,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(30),
            Path = "/",
        });
    }

    private string CookieName => _isSecure ? "__Host-check" : "check";

    private void Keep(string userAgent, Verdict verdict)
    {
        if (!_young.TryAdd(userAgent, verdict) || Interlocked.Increment(ref _youngCount) < GenerationSize)
            return;

        lock (_turn)
        {
            if (_youngCount < GenerationSize)
                return;

            Volatile.Write(ref _old, _young);
            Volatile.Write(ref _young, new(StringComparer.Ordinal));
            _youngCount = 0;
        }
    }
}
