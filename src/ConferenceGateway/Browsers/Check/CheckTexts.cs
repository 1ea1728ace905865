using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Check;

/// <summary>The check page's words.</summary>
internal static class CheckTexts
{
    public static readonly Text Title = new("Geht dieser Browser?", "Does this browser work?");
    public static readonly Text JoinAnyway = new("Trotzdem teilnehmen", "Join anyway");
    public static readonly Text GoOn = new("Trotzdem weiter", "Go on anyway");
    public static readonly Text Checked = new("Was geprüft wurde", "What was checked");
    public static readonly Text Sound = new("Bild und Ton", "Picture and sound");
    public static readonly Text Missing = new("fehlt", "missing");
    public static readonly Text Uncertain = new("unsicher", "uncertain");
    public static readonly Text OtherWays = new("Andere Wege in dieses Treffen", "Other ways into this meeting");
    public static readonly Text CopyLink = new("Diesen Link in einem anderen Browser oder auf einem anderen Gerät öffnen:", "Open this link in another browser or on another device:");
    public static readonly Text GetHelp = new("Hilfe holen", "Get help");
    public static readonly Text HelpWith = new("Nennen Sie dabei den Browser, der oben unter „Was geprüft wurde“ steht.", "Please name the browser that stands above under “What was checked”.");
    public static readonly Text SafariHow = new("So öffnen Sie das Treffen in Safari", "How to open the meeting in Safari");
    public static readonly Text SafariMenu = new("Das Menü der App öffnen, meist drei Punkte oder ein Kompass.", "Open the app’s menu, mostly three dots or a compass.");
    public static readonly Text SafariChoose = new("„In Safari öffnen“ oder „Im Browser öffnen“ wählen.", "Choose “Open in Safari” or “Open in browser”.");
    public static readonly Text SafariElse = new("Fehlt das: den Link unten kopieren und in Safari einfügen.", "If it is missing: copy the link below and paste it into Safari.");
    public static readonly Text IosHow = new("So bringen Sie das Gerät auf den neuesten Stand", "How to bring the device up to date");
    public static readonly Text IosSettings = new("Die App „Einstellungen“ öffnen.", "Open the app “Settings”.");
    public static readonly Text IosUpdate = new("„Allgemein“, dann „Softwareupdate“ wählen.", "Choose “General”, then “Software Update”.");
    public static readonly Text IosElse = new("Gibt es keines: ein neueres Gerät nehmen.", "If there is none: take a newer device.");

    /// <summary>The verdict in one sentence.</summary>
    public static Text Headline(Verdict verdict) => verdict switch
    {
        { Kind: VerdictKind.Works } => new("Mit diesem Browser können Sie teilnehmen.", "You can join with this browser."),
        { Kind: VerdictKind.Limits, Browser.IsInApp: true } => new("Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app."),
        { Kind: VerdictKind.Limits, Rule: { Engine: Engine.WebKit, Os: Os.Linux } } => new("Sie können teilnehmen, aber Bild und Ton gehen hier nicht immer.", "You can join, but picture and sound do not always work here."),
        { Kind: VerdictKind.Limits } => new("Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old."),
        { Browser.Engine: Engine.Trident } => new("Internet Explorer kann keine Video-Treffen.", "Internet Explorer cannot do video meetings."),
        { Browser.Engine: Engine.EdgeHtml } => new("Diese alte Fassung von Edge kann keine Video-Treffen.", "This old version of Edge cannot do video meetings."),
        { Rule.ToVersion: not null } => new("Dieser Browser ist zu alt für Video-Treffen.", "This browser is too old for video meetings."),
        _ => new("Dieser Browser kann keine Video-Treffen.", "This browser cannot do video meetings."),
    };

    /// <summary>Why, in one sentence.</summary>
    public static Text Reason(Verdict verdict) => verdict.Rule is { } rule ? new(rule.German, rule.English) : new("Es spricht nichts dagegen.", "Nothing speaks against it.");

    /// <summary>What to do next; it must be one that leads somewhere on this very device.</summary>
    public static NextStep Next(Verdict verdict) => verdict.Kind == VerdictKind.Works ? NextStep.None : verdict.Browser switch
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

    /// <summary>Where the way leads, in one sentence behind the reason.</summary>
    public static Text Advice(NextStep next) => next switch
    {
        NextStep.GetFirefox => new("Mit einem neuen Firefox geht es auf diesem Gerät.", "A new Firefox does it on this device."),
        NextStep.OpenInEdge => new("Edge ist auf diesem Computer schon da. Ihr Link wird mitgenommen.", "Edge is already on this computer. It takes your link along."),
        NextStep.OpenInBrowser => new("Im eigenen Browser des Geräts geht beides. Ihr Link wird mitgenommen.", "The device’s own browser allows both. It takes your link along."),
        NextStep.OpenInSafari => new("In Safari geht es auf diesem Gerät.", "Safari does it on this device."),
        NextStep.UpdateIos => new("Nach einem Update des Geräts geht es.", "It works once the device is up to date."),
        NextStep.OtherDevice => new("Bitte ein neueres Gerät nehmen: einen Computer oder ein Telefon.", "Please take a newer device: a computer or a phone."),
        _ => new("", ""),
    };

    /// <summary>The button that does it, or null: there is none for this step.</summary>
    public static Text? Button(NextStep next, bool hasFirefox) => next switch
    {
        NextStep.GetFirefox when hasFirefox => new("Firefox aktualisieren", "Update Firefox"),
        NextStep.GetFirefox => new("Firefox holen", "Get Firefox"),
        NextStep.OpenInEdge => new("Mit Edge öffnen", "Open with Edge"),
        NextStep.OpenInBrowser => new("Im Browser öffnen", "Open in the browser"),
        _ => null,
    };

    /// <summary>"Erkannt: Firefox 140 auf Linux."</summary>
    public static Text Detected(Browser browser)
    {
        var name = browser.Brand is not { } family ? null : browser.BrandMajor > 0 ? $"{family} {browser.BrandMajor}" : family;
        var system = System(browser.Os);
        return (name, system) switch
        {
            (null, null) => new("Erkannt: ein unbekannter Browser.", "Detected: an unknown browser."),
            (null, _) => new($"Erkannt: ein unbekannter Browser auf {system}.", $"Detected: an unknown browser on {system}."),
            (_, null) => new($"Erkannt: {name}.", $"Detected: {name}."),
            _ => new($"Erkannt: {name} auf {system}.", $"Detected: {name} on {system}."),
        };
    }

    private static string? System(Os os) => os switch
    {
        Os.Windows => "Windows",
        Os.MacOs => "macOS",
        Os.Ios => "iOS",
        Os.Android => "Android",
        Os.ChromeOs => "ChromeOS",
        Os.Linux => "Linux",
        _ => null,
    };
}
