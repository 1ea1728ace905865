using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>Where a visitor allows camera and microphone: each browser has its own place for that.</summary>
internal static class PermissionTexts
{
    /// <summary>Safari on a phone or tablet; also for an iPad that poses as a Mac, which only the script can tell.</summary>
    public static readonly Text SafariOnIos = new(
        "Tippen Sie neben der Adresse auf das Zeichen der Seite, dann auf „Website-Einstellungen“, und erlauben Sie Kamera und Mikrofon.",
        "Tap the page sign beside the address, then “Website Settings”, and allow camera and microphone.");

    /// <summary>What to do in this browser.</summary>
    public static Text How(Browser browser) => browser switch
    {
        { IsInApp: true } => new(
            "In Apps geht das oft gar nicht. Öffnen Sie diese Seite im eigenen Browser des Geräts, meist über das Menü der App.",
            "Inside apps this often cannot be done. Open this page in the device’s own browser, mostly from the app’s menu."),
        { Os: Os.Ios, Brand: null or "Safari" or "Mobile Safari" } => SafariOnIos,
        { Os: Os.Ios, Brand: { } brand } => new(
            $"Öffnen Sie die App „Einstellungen“ des Geräts, dort „{brand}“, und schalten Sie Kamera und Mikrofon ein.",
            $"Open the device’s app “Settings”, there “{brand}”, and switch camera and microphone on."),
        { Engine: Engine.Gecko, Os: Os.Android } => new(
            "Tippen Sie auf das Schloss in der Adresszeile, und erlauben Sie Kamera und Mikrofon. Fehlt das dort: In den Einstellungen des Geräts unter „Apps“ Firefox wählen, dann „Berechtigungen“.",
            "Tap the lock in the address bar and allow camera and microphone. If they are missing there: in the device’s settings under “Apps” choose Firefox, then “Permissions”."),
        { Os: Os.Android } => new(
            "Tippen Sie auf das Zeichen links in der Adresszeile, dann auf „Berechtigungen“, und erlauben Sie Kamera und Mikrofon. Fehlt das dort: In den Einstellungen des Geräts unter „Apps“ den Browser wählen, dann „Berechtigungen“.",
            "Tap the sign at the left of the address bar, then “Permissions”, and allow camera and microphone. If they are missing there: in the device’s settings under “Apps” choose the browser, then “Permissions”."),
        { Engine: Engine.Gecko } => OnComputer(browser.Os,
            "Klicken Sie in der Adresszeile auf das durchgestrichene Zeichen neben dem Schloss, und nehmen Sie die Sperre mit dem Kreuz weg.",
            "Click the crossed-out sign beside the lock in the address bar, and take the block away with the cross."),
        { Engine: Engine.Blink } => OnComputer(browser.Os,
            "Klicken Sie auf das Zeichen links in der Adresszeile, und schalten Sie „Kamera“ und „Mikrofon“ ein.",
            "Click the sign at the left of the address bar, and switch “Camera” and “Microphone” on."),
        { Engine: Engine.WebKit, Os: Os.MacOs } => OnComputer(browser.Os,
            "Öffnen Sie im Menü „Safari“ die „Einstellungen“, dann „Websites“, und stellen Sie diese Seite unter „Kamera“ und „Mikrofon“ auf „Erlauben“.",
            "In the menu “Safari” open “Settings”, then “Websites”, and set this page to “Allow” under “Camera” and “Microphone”."),
        _ => OnComputer(browser.Os,
            "Suchen Sie in den Einstellungen des Browsers „Berechtigungen“, und erlauben Sie dieser Seite Kamera und Mikrofon.",
            "In the browser’s settings look for “Permissions”, and allow this page camera and microphone."),
    };

    // The system has a switch of its own, which the browser cannot see.
    private static Text OnComputer(Os os, string german, string english) => os switch
    {
        Os.Windows => new(
            german + " Hilft das nicht: In den Einstellungen von Windows unter „Datenschutz“ bei „Kamera“ und „Mikrofon“ die Apps zulassen.",
            english + " If that does not help: in the settings of Windows under “Privacy” let apps use “Camera” and “Microphone”."),
        Os.MacOs => new(
            german + " Hilft das nicht: In den Systemeinstellungen unter „Datenschutz & Sicherheit“ bei „Kamera“ und „Mikrofon“ den Browser einschalten.",
            english + " If that does not help: in System Settings under “Privacy & Security” switch the browser on for “Camera” and “Microphone”."),
        _ => new(german, english),
    };
}
