using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Check;

/// <summary>What was checked, in words that need no explanation.</summary>
internal static class ProbeTexts
{
    public static readonly Text ByName = new("Name und Fassung des Browsers", "Name and version of the browser");

    /// <summary>What a probe looks for.</summary>
    public static Text Of(Probe probe) => probe switch
    {
        Probe.Secure => new("Sichere Verbindung", "Secure connection"),
        Probe.PeerConnection => new("Bild und Ton übertragen", "Sending picture and sound"),
        Probe.Transceivers => new("Mehrere Bilder zugleich", "Several pictures at once"),
        Probe.MediaDevices => new("Kamera und Mikrofon", "Camera and microphone"),
        Probe.WebSocket => new("Leitung zum Server", "Line to the server"),
        Probe.WebAssembly => new("Hintergrund verwischen, Geräusche dämpfen", "Blurring the background, damping noise"),
        Probe.AudioWorklet => new("Ton ohne Aussetzer", "Sound without gaps"),
        Probe.DisplayMedia => new("Bildschirm zeigen", "Sharing your screen"),
        Probe.Codecs => new("Formate für Bild und Ton", "Formats of picture and sound"),
        Probe.Storage => new("Speicher des Browsers", "Storage of the browser"),
        _ => new("Eigenes Fenster, keines in einer App", "A window of its own, not one in an app"),
    };

    /// <summary>How it stands there.</summary>
    public static Text Of(ProbeResult result, bool isNeeded) => result switch
    {
        ProbeResult.Found => new("geht", "works"),
        ProbeResult.Missing when isNeeded => new("fehlt", "missing"),
        ProbeResult.Missing => new("geht hier nicht", "not here"),
        _ => new("nicht geprüft", "not checked"),
    };

    /// <summary>How the rules' own verdict stands there.</summary>
    public static Text Of(VerdictKind kind) => kind switch
    {
        VerdictKind.Works => new("geht", "works"),
        VerdictKind.Limits => new("unsicher", "uncertain"),
        VerdictKind.SwitchedOff => new("abgeschaltet", "switched off"),
        VerdictKind.Blocked => new("gesperrt", "blocked"),
        _ => new("reicht nicht", "not enough"),
    };

    /// <summary>"Regel Nr. 2 für Browser"</summary>
    public static Text Rule(int number) => new($"Regel Nr. {number} für Browser", $"Rule no. {number} for browsers");

    /// <summary>"Erkannt: Firefox 140 auf Linux."</summary>
    public static Text Detected(Browser browser)
    {
        var name = VerdictTexts.Name(browser);
        return System(browser.Os) is { } system
            ? new($"Erkannt: {name.German} auf {system}.", $"Detected: {name.English} on {system}.")
            : new($"Erkannt: {name.German}.", $"Detected: {name.English}.");
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
