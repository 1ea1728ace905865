using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers;

/// <summary>
/// Which browsers can do video meetings: an ordered list, the first rule that is about a browser decides, and who is not
/// named works. The numbers are Jitsi's own minima (its BrowserCapabilities: Blink 72, Gecko 91, Safari 14); below them
/// lies a band in which the parts exist but nobody tests them any more. docs/browser-check.md has the table.
/// </summary>
internal sealed record BrowserPolicy(int Version, ImmutableArray<BrowserRule> Rules)
{
    private static readonly Text CanNot = new("Dieser Browser kann keine Video-Treffen.", "This browser cannot do video meetings.");
    private static readonly Text TooOld = new("Dieser Browser ist zu alt für Video-Treffen.", "This browser is too old for video meetings.");
    private static readonly Text Lacks = new("Ihm fehlt die Technik für Bild und Ton.", "It lacks what picture and sound need.");
    private static readonly Text CanOld = new("Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old.");
    private static readonly Text MayFail = new("Bild oder Ton können stocken oder ausbleiben.", "Picture or sound may stall or stay away.");

    /// <summary>What holds until the operator says otherwise.</summary>
    public static readonly BrowserPolicy Default = new(1,
    [
        new(VerdictKind.DoesNotWork,
            new("Internet Explorer kann keine Video-Treffen.", "Internet Explorer cannot do video meetings."), Lacks)
        { Engine = Engine.Trident },
        new(VerdictKind.DoesNotWork,
            new("Diese alte Fassung von Edge kann keine Video-Treffen.", "This old version of Edge cannot do video meetings."), Lacks)
        { Engine = Engine.EdgeHtml },
        new(VerdictKind.DoesNotWork, CanNot, Lacks) { Engine = Engine.Presto },
        new(VerdictKind.DoesNotWork, CanNot, Lacks) { Engine = Engine.Goanna },
        new(VerdictKind.DoesNotWork, TooOld, Lacks) { Engine = Engine.Blink, Below = 60 },
        new(VerdictKind.DoesNotWork, TooOld, Lacks) { Engine = Engine.Gecko, Below = 68 },
        new(VerdictKind.DoesNotWork, TooOld, Lacks) { Engine = Engine.WebKit, Below = 12 },
        new(VerdictKind.Limits,
            new("Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app."),
            new("Apps lassen oft weder Mikrofon noch Kamera zu.", "Apps often allow neither microphone nor camera."))
        { IsInApp = true },
        new(VerdictKind.Limits,
            new("Sie können teilnehmen, aber Bild und Ton gehen hier nicht immer.", "You can join, but picture and sound do not always work here."),
            new("Nicht jede Fassung dieses Browsers bringt die Technik für Treffen mit.", "Not every build of this browser has what meetings need."))
        { Engine = Engine.WebKit, Os = Os.Linux },
        new(VerdictKind.Limits, CanOld, MayFail) { Engine = Engine.Blink, Below = 72 },
        new(VerdictKind.Limits, CanOld, MayFail) { Engine = Engine.Gecko, Below = 91 },
        new(VerdictKind.Limits, CanOld, MayFail) { Engine = Engine.WebKit, Below = 14 },
    ]);

    /// <summary>Judges a browser by the first rule that is about it.</summary>
    public Verdict Judge(Browser browser)
    {
        foreach (var rule in Rules)
        {
            if (rule.IsAbout(browser))
                return new Verdict(rule.Kind, browser, rule.Headline, rule.Reason, Next(browser)) { Mark = Mark(browser, rule.Kind) };
        }

        return new Verdict(
            VerdictKind.Works,
            browser,
            new("Mit diesem Browser können Sie teilnehmen.", "You can join with this browser."),
            new("Es spricht nichts dagegen.", "Nothing speaks against it."),
            NextStep.None);
    }

    // The step must be one that leads somewhere on this very device.
    private static NextStep Next(Browser browser) => browser switch
    {
        { IsInApp: true, Os: Os.Ios } => NextStep.OpenInSafari,
        { IsInApp: true, Os: Os.Android } => NextStep.OpenInBrowser,
        { Engine: Engine.Presto, Os: Os.Ios } => NextStep.OpenInSafari,
        { Os: Os.Ios } => NextStep.UpdateIos,
        // The oldest systems for which Firefox is still made.
        { Os: Os.Windows, OsVersion: > 0 and < 1000 } => NextStep.OtherDevice,
        { Os: Os.MacOs, OsVersion: > 0 and < 1015 } => NextStep.OtherDevice,
        { Os: Os.Android, OsVersion: > 0 and < 800 } => NextStep.OtherDevice,
        { Engine: Engine.Trident, Os: Os.Windows } => NextStep.OpenInEdge,
        { Os: Os.ChromeOs } or { Os: Os.Unknown, Engine: Engine.Trident } => NextStep.OtherDevice,
        _ => NextStep.GetFirefox,
    };

    private string Mark(Browser browser, VerdictKind kind)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Version}|{(int)kind}|{browser.Engine}|{browser.EngineMajor}|{browser.Family}|{browser.Major}|{browser.IsInApp}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
