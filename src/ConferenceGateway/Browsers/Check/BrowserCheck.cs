using System.Globalization;
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
    /// <summary>The verdict on the browser of a request, as far as its headers tell.</summary>
    public Verdict Judge(HttpRequest request, BrowserWay way = BrowserWay.Jitsi) => Judge(reading.Read(request), way);

    /// <summary>The verdict on a browser.</summary>
    public Verdict Judge(Browser browser, BrowserWay way = BrowserWay.Jitsi)
    {
        var policy = policies.Current;
        if (policy.Find(browser, way, DateOnly.FromDateTime(time.GetLocalNow().DateTime)) is not var (number, rule))
            return new Verdict(VerdictKind.Works, browser, way) { PolicyVersion = policy.Version };

        return new Verdict(Kind(rule.Outcome), browser, way) { Rule = rule, RuleNumber = number, PolicyVersion = policy.Version };
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
}
