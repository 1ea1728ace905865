using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Support;

/// <summary>The words for what is kept, and of the admin's page.</summary>
internal static class SupportTexts
{
    public static readonly Text Nav = new("Hilfe-Codes", "Support codes");
    public static readonly Text Headline = new("Was ist bei diesem Menschen los?", "What went wrong for this person?");
    public static readonly Text Lead = new("Wer um Hilfe bittet, nennt sechs Zeichen. Damit steht hier, was die Prüfung sah.", "Who asks for help says six characters. With them this page shows what the check saw.");
    public static readonly Text Label = new("Hilfe-Code", "Support code");
    public static readonly Text Hint = new("Groß oder klein, mit oder ohne Leerzeichen. Wer ihn öffnet, steht im Protokoll.", "Capitals and blanks do not matter. Who opens it is in the audit.");
    public static readonly Text Open = new("Öffnen", "Open");
    public static readonly Text NoCode = new("Das ist kein Hilfe-Code. Er hat sechs Zeichen, zum Beispiel 7K4 M2X.", "This is no support code. It has six characters, for example 7K4 M2X.");
    public static readonly Text Gone = new("Diesen Hilfe-Code gibt es nicht oder nicht mehr. Bitte einen neuen erzeugen lassen.", "There is no such support code, or not any more. Please ask for a new one.");
    public static readonly Text Delete = new("Gleich löschen", "Delete it now");
    public static readonly Text Deleted = new("Der Hilfe-Code ist gelöscht.", "The support code is deleted.");
    public static readonly Text Kept = new("Das ist gespeichert", "This is what is kept");

    public static readonly Text Verdict = new("Urteil", "Verdict");
    public static readonly Text Decided = new("Entschieden hat", "Decided by");
    public static readonly Text Browser = new("Browser", "Browser");
    public static readonly Text Engine = new("Sein Kern", "Its engine");
    public static readonly Text Device = new("Gerät", "Device");
    public static readonly Text App = new("In einer anderen App", "Inside another app");
    public static readonly Text Probes = new("Was geprüft wurde", "What was checked");
    public static readonly Text DeviceTest = new("Gerätetest", "Device test");
    public static readonly Text Server = new("Server", "Server");
    public static readonly Text Made = new("Erzeugt", "Made");
    public static readonly Text Until = new("Wird gelöscht", "Will be deleted");

    public static readonly Text No = new("nein", "no");
    public static readonly Text SomeApp = new("ja, sie sagt nicht, welche", "yes, it does not say which");
    public static readonly Text Unknown = new("unbekannt", "unknown");
    public static readonly Text NoScript = new("nichts: Die Seite lief ohne Skript, oder was kam, war nicht zu lesen.", "nothing: the page ran without script, or what came could not be read.");
    public static readonly Text NotTested = new("nicht mitgegeben", "not handed in");
    public static readonly Text NoRoom = new("keiner: Es war kein Raum genannt.", "none: no room was named.");
    public static readonly Text IsThere = new("Da", "There");
    public static readonly Text IsMissing = new("Fehlt", "Missing");
    public static readonly Text Touch = new("Bildschirm zum Berühren.", "Touch screen.");

    /// <summary>How many there are, and for how long.</summary>
    public static Text Count(int count, int days) => count switch
    {
        0 => new($"Im Moment ist keiner gespeichert. Jeder bleibt {HelpFormTexts.Days(days).German}.", $"None is stored just now. Each stays for {HelpFormTexts.Days(days).English}."),
        1 => new($"Im Moment ist einer gespeichert. Jeder bleibt {HelpFormTexts.Days(days).German}.", $"One is stored just now. Each stays for {HelpFormTexts.Days(days).English}."),
        _ => new($"Im Moment sind {count} gespeichert. Jeder bleibt {HelpFormTexts.Days(days).German}.", $"{count} are stored just now. Each stays for {HelpFormTexts.Days(days).English}."),
    };

    /// <summary>"Android 14, Telefon oder Tablet".</summary>
    public static Text System(Browser browser)
    {
        var name = browser.Os switch
        {
            Os.MacOs => "macOS",
            Os.Ios => "iOS",
            Os.Unknown => null,
            _ => browser.Os.ToString(),
        };
        // Major × 100 + minor.
        var system = name is null ? Unknown : Text.Same(browser.OsVersion == 0 ? name : (browser.OsVersion % 100) switch
        {
            0 => $"{name} {browser.OsVersion / 100}",
            var minor => $"{name} {browser.OsVersion / 100}.{minor}",
        });
        return browser.IsMobile ? new($"{system.German}, Telefon oder Tablet", $"{system.English}, phone or tablet") : new($"{system.German}, Computer", $"{system.English}, computer");
    }

    /// <summary>What a probe looks for.</summary>
    public static Text Of(Probe probe) => probe switch
    {
        Probe.Secure => new("sichere Verbindung", "secure connection"),
        Probe.PeerConnection => new("Bild und Ton übertragen", "sending picture and sound"),
        Probe.Transceivers => new("… so, wie Jitsi es braucht", "… as Jitsi needs it"),
        Probe.MediaDevices => new("nach Kamera und Mikrofon fragen", "asking for camera and microphone"),
        Probe.WebSocket => new("dauernde Verbindung", "lasting connection"),
        Probe.WebAssembly => new("Rechnen im Browser (WebAssembly)", "computing in the browser (WebAssembly)"),
        Probe.AudioWorklet => new("Ton bearbeiten", "working on sound"),
        Probe.DisplayMedia => new("Bildschirm zeigen", "sharing the screen"),
        Probe.Codecs => new("Formate für Bild und Ton", "formats for picture and sound"),
        Probe.Storage => new("sich etwas merken", "remembering things"),
        Probe.OwnWindow => new("eigenes Fenster", "a window of its own"),
        _ => Text.Same(probe.ToString()),
    };

    /// <summary>What the device test tries.</summary>
    public static Text Of(DevicePart part) => part switch
    {
        DevicePart.Camera => new("Kamera", "camera"),
        DevicePart.Microphone => new("Mikrofon", "microphone"),
        DevicePart.Speaker => new("Lautsprecher", "speaker"),
        DevicePart.Socket => new("dauernde Verbindung", "lasting connection"),
        DevicePart.Udp => new("Bild und Ton über UDP", "media over UDP"),
        DevicePart.Tcp => new("Bild und Ton über TCP", "media over TCP"),
        DevicePart.Tls => new("Bild und Ton über TLS", "media over TLS"),
        _ => new("Uhr", "clock"),
    };

    /// <summary>What came of it.</summary>
    public static Text Of(DeviceResult result) => result switch
    {
        DeviceResult.Works => new("Geht", "Works"),
        DeviceResult.Fails => new("Geht nicht", "Does not work"),
        DeviceResult.Refused => new("Nicht erlaubt", "Not allowed"),
        _ => Unknown,
    };
}
