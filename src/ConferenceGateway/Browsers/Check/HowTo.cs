using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Check;

/// <summary>Steps that a person takes by hand, in this very browser.</summary>
/// <param name="Title">What they lead to.</param>
/// <param name="Steps">In their order; what is to be typed stands between backticks.</param>
/// <param name="Else">What to do where that does not help; null: nothing.</param>
internal sealed record HowTo(Text Title, IReadOnlyList<Text> Steps, Text? Else = null)
{
    private static readonly Text Blockers = new("Hilft das nicht: Blockierer und Erweiterungen für diese Seite ausschalten.", "If that does not help: turn off blockers and extensions for this site.");

    public static readonly HowTo Safari = new(
        new("So öffnen Sie diese Seite in Safari", "How to open this page in Safari"),
        [
            new("Das Menü der App öffnen, meist drei Punkte oder ein Kompass.", "Open the app’s menu, mostly three dots or a compass."),
            new("„In Safari öffnen“ oder „Im Browser öffnen“ wählen.", "Choose “Open in Safari” or “Open in browser”."),
            new("Fehlt das: den Link unten kopieren und in Safari einfügen.", "If it is missing: copy the link below and paste it into Safari."),
        ]);

    public static readonly HowTo Ios = new(
        new("So bringen Sie das Gerät auf den neuesten Stand", "How to bring the device up to date"),
        [
            new("Die App „Einstellungen“ öffnen.", "Open the app “Settings”."),
            new("„Allgemein“, dann „Softwareupdate“ wählen.", "Choose “General”, then “Software Update”."),
            new("Gibt es keines: ein neueres Gerät nehmen.", "If there is none: take a newer device."),
        ]);

    public static readonly HowTo Lockdown = new(
        new("So schalten Sie den Blockierungsmodus für diese Seite aus", "How to turn Lockdown Mode off for this site"),
        [
            new("Neben der Adresse das Menü der Seite öffnen; auf dem Mac im Menü „Safari“ „Einstellungen für diese Website“.", "Open the page menu beside the address; on a Mac “Settings for this Website” in the menu “Safari”."),
            new("Auf Telefon und Tablet: die drei Punkte, dann „Blockierungsmodus“ wählen.", "On phone and tablet: choose the three dots, then “Lockdown Mode”."),
            new("Den Blockierungsmodus für diese Website ausschalten und die Seite neu laden.", "Turn Lockdown Mode off for this website and load the page again."),
        ],
        new("In Apps gilt der Blockierungsmodus weiter. Öffnen Sie den Link in Safari.", "Lockdown Mode stays on inside apps. Open the link in Safari."));

    public static readonly HowTo WebKit = new(
        new("So geben Sie Video in Safari frei", "How to allow video in Safari"),
        [
            new("Die Einstellungen von Safari öffnen; auf Telefon und Tablet in der App „Einstellungen“ unter „Apps“.", "Open Safari’s settings; on phone and tablet in the app “Settings”, under “Apps”."),
            new("„Erweiterungen“ wählen und Blockierer ausschalten.", "Choose “Extensions” and turn off blockers."),
            new("Unter „Kamera“ und „Mikrofon“ diese Seite erlauben.", "Allow this site under “Camera” and “Microphone”."),
        ]);

    public static readonly HowTo Chromium = new(
        new("So geben Sie Video in diesem Browser frei", "How to allow video in this browser"),
        [
            new("Neben der Adresse das Menü der Erweiterungen öffnen, oft ein Puzzleteil.", "Open the menu of extensions beside the address, often a jigsaw piece."),
            new("Blockierer für diese Seite ausschalten.", "Turn off blockers for this site."),
            new("Die Seite neu laden.", "Load the page again."),
        ],
        new("Auf einem Gerät der Firma oder der Schule kann eine Vorgabe Video verbieten. Ändern kann das nur, wer das Gerät verwaltet.", "On a device of a company or a school, a policy may forbid video. Only whoever manages the device can change that."));

    /// <summary>The steps that belong to a verdict and its next step; null: the button is enough.</summary>
    public static HowTo? Of(Verdict verdict, NextStep next) => (next, verdict) switch
    {
        (NextStep.OpenInSafari, _) => Safari,
        (NextStep.UpdateIos, _) => Ios,
        (NextStep.CheckAgain, { Finding: Finding.LockedDown }) => Lockdown,
        // Firefox for Android shows its inner settings to nobody.
        (NextStep.CheckAgain, { Browser: { Engine: Engine.Gecko, Os: not Os.Android } }) => Firefox(verdict),
        (NextStep.CheckAgain, { Browser.Engine: Engine.WebKit }) => WebKit,
        (NextStep.CheckAgain, _) => Chromium,
        _ => null,
    };

    // Firefox has a switch for each half.
    private static HowTo Firefox(Verdict verdict)
    {
        var setting = verdict.Report?[Probe.PeerConnection] != ProbeResult.Missing && verdict.Report?[Probe.MediaDevices] == ProbeResult.Missing
            ? "media.navigator.enabled"
            : "media.peerconnection.enabled";
        return new(
            new("So schalten Sie Video in Firefox ein", "How to switch video on in Firefox"),
            [
                new("Einen neuen Tab öffnen, `about:config` eingeben.", "Open a new tab, type `about:config`."),
                new($"Nach `{setting}` suchen.", $"Search for `{setting}`."),
                new("Den Schalter rechts auf `true` stellen.", "Set the switch on the right to `true`."),
            ],
            Blockers);
    }
}
