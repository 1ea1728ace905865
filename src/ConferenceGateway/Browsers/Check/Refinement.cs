using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Check;

/// <summary>
/// What the probes make of the rules' verdict. They soften "cannot", since a User-Agent may be a lie, and never "blocked",
/// since that is somebody's decision. docs/browser-check.md has the table.
/// </summary>
internal static class Refinement
{
    /// <summary>Without these nobody sees or hears anybody.</summary>
    public static readonly Probe[] Needed = [Probe.Secure, Probe.PeerConnection, Probe.Transceivers, Probe.MediaDevices, Probe.WebSocket, Probe.Codecs];

    // The first major version of each engine that has it without a prefix or a switch (MDN's browser-compat-data 8.1.9).
    private static readonly (Probe Probe, int Blink, int Gecko, int WebKit)[] Since =
    [
        (Probe.PeerConnection, 56, 44, 11),
        (Probe.Transceivers, 69, 59, 11),
        (Probe.MediaDevices, 53, 36, 11),
        (Probe.WebSocket, 16, 11, 7),
    ];

    /// <summary>The verdict as it is after the probes; the same one where no script has looked.</summary>
    public static Verdict Refine(Verdict verdict, ProbeReport? report)
    {
        if (report is null)
            return verdict;

        var seen = verdict with { Browser = Correct(verdict.Browser, report), Report = report };
        return verdict.Kind switch
        {
            VerdictKind.Works or VerdictKind.Limits => Question(seen, report),
            VerdictKind.Cannot when HasAll(report) => seen with { Kind = VerdictKind.Limits, Finding = Finding.FoundAll },
            _ => seen,
        };
    }

    /// <summary>Whether a browser of this engine and version has all that is needed when nothing is switched off.</summary>
    public static bool ShouldHaveAll(Browser browser) => Since.All(row => Has(browser, row));

    private static Browser Correct(Browser browser, ProbeReport report)
    {
        // An iPad asks for the pages of a computer and calls itself a Mac; no Mac has a touch screen.
        if (report.HasTouch && browser is { Engine: Engine.WebKit, Os: Os.MacOs })
            browser = browser with { Os = Os.Ios, OsVersion = 0, IsMobile = true };
        return report[Probe.OwnWindow] == ProbeResult.Missing ? browser with { IsInApp = true } : browser;
    }

    private static bool HasAll(ProbeReport report) =>
        Needed.All(probe => report[probe] == ProbeResult.Found || (probe == Probe.Codecs && report[probe] == ProbeResult.Unknown));

    private static Verdict Question(Verdict verdict, ProbeReport report)
    {
        // Without https everything else is missing too, and for that reason alone.
        if (Misses(report, Probe.Secure))
            return verdict with { Kind = VerdictKind.SwitchedOff, Finding = Finding.Insecure };
        if (Needed.Any(probe => Misses(report, probe)))
            return WhyMissing(verdict.Browser, report) is var finding && finding is Finding.Lacks or Finding.AppRefuses
                ? verdict with { Kind = VerdictKind.Cannot, Finding = finding }
                : verdict with { Kind = VerdictKind.SwitchedOff, Finding = finding };
        if (verdict.Kind != VerdictKind.Works)
            return verdict;
        if (verdict.Browser.IsInApp && Misses(report, Probe.OwnWindow))
            return verdict with { Kind = VerdictKind.Limits, Finding = Finding.InApp };
        return Misses(report, Probe.DisplayMedia) ? verdict with { Kind = VerdictKind.Limits, Finding = Finding.NoScreen } : verdict;
    }

    private static Finding WhyMissing(Browser browser, ProbeReport report)
    {
        if (browser.IsInApp)
            return Finding.AppRefuses;
        if (IsBuiltWithout(browser, report) || Since.Any(row => Misses(report, row.Probe) && !Has(browser, row)) || Misses(report, Probe.Codecs))
            return Finding.Lacks;
        return browser.Engine == Engine.WebKit && Misses(report, Probe.PeerConnection) && Misses(report, Probe.WebAssembly)
            ? Finding.LockedDown
            : Finding.SwitchedOff;
    }

    // WebKitGTK comes without WebRTC from most distributions. A Gecko that lacks both parts is Tor Browser or another build
    // without them: the switch and the blockers of Firefox take only the first.
    private static bool IsBuiltWithout(Browser browser, ProbeReport report) => browser switch
    {
        { Engine: Engine.WebKit, Os: Os.Linux } => true,
        { Engine: Engine.Gecko } => Misses(report, Probe.PeerConnection) && Misses(report, Probe.MediaDevices),
        _ => false,
    };

    private static bool Misses(ProbeReport report, Probe probe) => report[probe] == ProbeResult.Missing;

    private static bool Has(Browser browser, (Probe Probe, int Blink, int Gecko, int WebKit) row) => browser.Engine switch
    {
        Engine.Blink => browser.EngineMajor >= row.Blink,
        Engine.Gecko => browser.EngineMajor >= row.Gecko,
        Engine.WebKit => browser.EngineMajor >= row.WebKit,
        _ => false,
    };
}
