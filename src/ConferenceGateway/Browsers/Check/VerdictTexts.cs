using System.Globalization;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Check;

/// <summary>The verdict in one sentence, and why in one more.</summary>
internal static class VerdictTexts
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The sentence.</summary>
    public static Text Headline(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Works => new("Mit diesem Browser können Sie teilnehmen.", "You can join with this browser."),
        VerdictKind.Limits => Limits(verdict),
        VerdictKind.SwitchedOff => verdict.Finding == Finding.Insecure
            ? new("Hier fehlt die sichere Verbindung.", "The secure connection is missing here.")
            : new("In diesem Browser ist Video abgeschaltet.", "Video is switched off in this browser."),
        VerdictKind.Blocked => Blocked(verdict),
        _ => Cannot(verdict),
    };

    /// <summary>Why, in one sentence.</summary>
    public static Text Reason(Verdict verdict) => verdict.Finding switch
    {
        Finding.FoundAll when IsDisguised(verdict) => new($"Er nennt sich {Name(verdict.Browser).German}. Was ein Treffen braucht, ist aber da.", $"It calls itself {Name(verdict.Browser).English}, yet it has what a meeting needs."),
        Finding.FoundAll => new("Was ein Treffen braucht, ist da. Bild oder Ton können stocken.", "It has what a meeting needs. Picture or sound may stall."),
        Finding.Insecure => new("Ohne https gibt kein Browser Kamera und Mikrofon frei. Ändern kann das nur, wer diese Seite betreibt.", "Without https no browser hands out camera and microphone. Only whoever runs this site can change that."),
        Finding.SwitchedOff => new("Eine Einstellung oder eine Erweiterung verhindert die Verbindung. Das lässt sich ändern.", "A setting or an extension prevents the connection. That can be changed."),
        Finding.LockedDown => new("Der Blockierungsmodus dieses Geräts nimmt dem Browser Bild und Ton. Für diese Seite lässt er sich ausschalten.", "The Lockdown Mode of this device takes picture and sound from the browser. It can be turned off for this site."),
        Finding.Lacks => new("Ihm fehlt die Technik für Bild und Ton.", "It lacks what picture and sound need."),
        Finding.AppRefuses => new("Die App gibt Kamera und Mikrofon nicht frei.", "The app does not hand out camera and microphone."),
        Finding.InApp => new("Apps lassen oft weder Mikrofon noch Kamera zu.", "Apps often allow neither microphone nor camera."),
        Finding.NoScreen => new("Sehen, hören und sprechen geht. Den Bildschirm zeigt nur ein Computer.", "You can see, hear and speak. Only a computer can share its screen."),
        _ => verdict switch
        {
            { Rule: { German.Length: > 0 } rule } => new(rule.German, rule.English),
            { Report: not null, Kind: VerdictKind.Works } => new("Bild, Ton und Bildschirm zeigen: Alles ist da.", "Picture, sound and sharing your screen: all is there."),
            _ => new("Es spricht nichts dagegen.", "Nothing speaks against it."),
        },
    };

    /// <summary>Since when the decision holds; null: no day is named.</summary>
    public static Text? Since(Verdict verdict, DateOnly today)
    {
        if (verdict is not { Kind: VerdictKind.Blocked, Rule.FromDay: { } day })
            return null;
        var isThisYear = day.Year == today.Year;
        return new(day.ToString(isThisYear ? "d. MMMM" : "d. MMMM yyyy", German), day.ToString(isThisYear ? "d MMMM" : "d MMMM yyyy", English));
    }

    private static Text Limits(Verdict verdict) => verdict switch
    {
        { Browser.IsInApp: true } => new("Sie können teilnehmen, aber besser nicht in dieser App.", "You can join, but better not inside this app."),
        { Finding: Finding.NoScreen } => new("Sie können teilnehmen, aber Ihren Bildschirm nicht zeigen.", "You can join, but not share your screen."),
        { Finding: Finding.FoundAll } when IsDisguised(verdict) => new("Sie können teilnehmen, aber Ihr Browser gibt sich als ein anderer aus.", "You can join, but your browser poses as another."),
        { Rule: { Engine: Engine.WebKit, Os: Os.Linux } } => new("Sie können teilnehmen, aber Bild und Ton gehen hier nicht immer.", "You can join, but picture and sound do not always work here."),
        { Rule.ToVersion: not null } => new("Sie können teilnehmen, aber Ihr Browser ist alt.", "You can join, but your browser is old."),
        _ => new("Sie können teilnehmen, aber mit Einschränkung.", "You can join, but with limits."),
    };

    private static Text Cannot(Verdict verdict) => verdict switch
    {
        { Finding: Finding.AppRefuses } => new("In dieser App gehen keine Video-Treffen.", "Video meetings do not work inside this app."),
        { Browser.Engine: Engine.Trident } => new("Internet Explorer kann keine Video-Treffen.", "Internet Explorer cannot do video meetings."),
        { Browser.Engine: Engine.EdgeHtml } => new("Diese alte Fassung von Edge kann keine Video-Treffen.", "This old version of Edge cannot do video meetings."),
        { Rule.ToVersion: not null } => new("Dieser Browser ist zu alt für Video-Treffen.", "This browser is too old for video meetings."),
        _ => new("Dieser Browser kann keine Video-Treffen.", "This browser cannot do video meetings."),
    };

    private static Text Blocked(Verdict verdict) => verdict switch
    {
        { Rule.IsInApp: true } => new("In dieser App sind Treffen nicht zugelassen.", "Meetings are not allowed inside this app."),
        { Browser.Brand: { } brand, Rule.ToVersion: not null } => new($"Diese Fassung von {brand} ist hier nicht mehr zugelassen.", $"This version of {brand} is no longer allowed here."),
        { Browser.Brand: { } brand } => new($"{brand} ist hier nicht mehr zugelassen.", $"{brand} is no longer allowed here."),
        _ => new("Dieser Browser ist hier nicht mehr zugelassen.", "This browser is no longer allowed here."),
    };

    // What has it all although its version never had it is not what it says.
    private static bool IsDisguised(Verdict verdict) => !Refinement.ShouldHaveAll(verdict.Browser);

    /// <summary>"Firefox 140", or what can be said without a name.</summary>
    public static Text Name(Browser browser) => browser switch
    {
        { Brand: { } brand, BrandMajor: > 0 } => Text.Same(string.Create(CultureInfo.InvariantCulture, $"{brand} {browser.BrandMajor}")),
        { Brand: { } brand } => Text.Same(brand),
        _ => new("ein unbekannter Browser", "an unknown browser"),
    };
}
