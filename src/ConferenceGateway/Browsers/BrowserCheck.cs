using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers;

/// <summary>Judges browsers, keeps verdicts by the exact User-Agent, and remembers who goes on anyway.</summary>
internal sealed class BrowserCheck(BrowserPolicy policy, Origins origins)
{
    /// <summary>Texts whose verdicts are kept; honest traffic of a day has some hundreds.</summary>
    private const int KeptVerdicts = 2048;

    private readonly Verdict _unknown = policy.Judge(Browser.Unknown);
    private readonly BoundedCache<Verdict> _verdicts = new(KeptVerdicts);

    /// <summary>The verdict on a User-Agent. A known one allocates nothing.</summary>
    public Verdict Judge(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
            return _unknown;
        if (_verdicts.TryGet(userAgent, out var verdict))
            return verdict;

        verdict = policy.Judge(BrowserReader.Read(userAgent));
        // What is longer than any honest browser is read each time and never kept.
        if (userAgent.Length <= BrowserReader.MostCharacters)
            _verdicts.Add(userAgent, verdict);
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
            Secure = origins.IsSecure,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(30),
            Path = "/",
        });
    }

    // The prefix needs https, which the demo does not have.
    private string CookieName => origins.IsSecure ? "__Host-check" : "check";
}
