using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Check;

/// <summary>Judges browsers by the policy in force, and remembers who goes on anyway.</summary>
internal sealed class BrowserCheck(BrowserReading reading, PolicyView policies, Origins origins, TimeProvider time)
{
    private Judged _judged = new(policies.Current, default);

    /// <summary>The verdict on the browser of a request, as far as its headers tell. A known one costs no memory.</summary>
    public Verdict Judge(HttpRequest request)
    {
        var browser = reading.Read(request);
        var judged = Current();
        if (judged.Verdicts.TryGetValue(browser, out var known))
            return known;

        var verdict = Judge(browser, BrowserWay.Jitsi, judged);
        judged.Verdicts.TryAdd(browser, verdict);
        return verdict;
    }

    /// <summary>The verdict on a browser.</summary>
    public Verdict Judge(Browser browser, BrowserWay way = BrowserWay.Jitsi) => Judge(browser, way, Current());

    private static Verdict Judge(Browser browser, BrowserWay way, Judged judged)
    {
        var verdict = new Verdict(VerdictKind.Works, browser, way) { PolicyVersion = judged.Policy.Version };
        return judged.Policy.Find(browser, way, judged.Day) is var (number, rule)
            ? verdict with { Kind = Kind(rule.Outcome), Rule = rule, RuleNumber = number }
            : verdict;
    }

    private Judged Current()
    {
        var (policy, day) = (policies.Current, DateOnly.FromDateTime(time.GetLocalNow().DateTime));
        var judged = Volatile.Read(ref _judged);
        if (ReferenceEquals(judged.Policy, policy) && judged.Day == day)
            return judged;

        judged = new Judged(policy, day);
        Volatile.Write(ref _judged, judged);
        return judged;
    }

    /// <summary>Whether the newest version of a browser would be let in without a page; for what the page recommends.</summary>
    public bool IsWelcome(Browser browser) => Judge(browser).Kind == VerdictKind.Works;

    /// <summary>
    /// Whether the request goes on without a page: the browser works, or its user has said "go on anyway", which nobody can
    /// say to a decision. "Cannot" is passed with a mark that only the page gives whose probes found everything.
    /// </summary>
    public bool MayPass(HttpContext context, Verdict verdict) =>
        verdict.Kind == VerdictKind.Works
        || (verdict.Kind != VerdictKind.Blocked && context.Request.Cookies[CookieName] is { Length: > 0 } cookie && string.Equals(cookie, Mark(verdict), StringComparison.Ordinal));

    /// <summary>Remembers "go on anyway" for this browser in this version. The verdict is the rules' own, without probes.</summary>
    public void LetPass(HttpContext context, Verdict verdict) =>
        context.Response.Cookies.Append(CookieName, Mark(verdict), new CookieOptions
        {
            HttpOnly = true,
            Secure = origins.IsSecure,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(30),
            Path = "/",
        });

    /// <summary>What a rule's outcome says of a browser.</summary>
    public static VerdictKind Kind(Outcome outcome) => outcome switch
    {
        Outcome.Works => VerdictKind.Works,
        Outcome.Limits => VerdictKind.Limits,
        Outcome.Cannot => VerdictKind.Cannot,
        _ => VerdictKind.Blocked,
    };

    // Changes with the browser's major version and with the rule, so that a new judgement is shown anew.
    private static string Mark(Verdict verdict)
    {
        var browser = verdict.Browser;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{verdict.Way}|{verdict.Kind}|{verdict.Rule?.Outcome}|{verdict.Rule?.German}|{verdict.Rule?.English}|{browser.Engine}|{browser.EngineMajor}|{browser.Brand}|{browser.BrandMajor}|{browser.IsInApp}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    // The prefix needs https, which the demo does not have.
    private string CookieName => origins.IsSecure ? "__Host-check" : "check";

    /// <summary>
    /// What has been said under one policy on one day. A verdict lives as long as what was read of its browser, which
    /// <see cref="BrowserReading"/> bounds.
    /// </summary>
    private sealed class Judged(BrowserPolicy policy, DateOnly day)
    {
        public BrowserPolicy Policy => policy;

        public DateOnly Day => day;

        public ConditionalWeakTable<Browser, Verdict> Verdicts { get; } = [];
    }
}
