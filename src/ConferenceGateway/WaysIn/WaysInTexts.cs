using ConferenceGateway.Portal;

namespace ConferenceGateway.WaysIn;

/// <summary>The words of the ways in that are always there.</summary>
internal static class WaysInTexts
{
    public static readonly Text OwnBrowser = new("Browser des Geräts", "The device’s own browser");
    public static readonly Text Safari = new("Safari", "Safari");
    public static readonly Text Edge = new("Edge", "Edge");
    public static readonly Text TakesLink = new("Ihr Link wird mitgenommen.", "It takes your link along.");
    public static readonly Text PasteInSafari = new("Den Link unten kopieren und in Safari einfügen.", "Copy the link below and paste it into Safari.");
    public static readonly Text Shops = new("Noch nicht da? Zum Herunterladen:", "Not there yet? Get it here:");
    public static readonly Text MobileApp = new("Jitsi-App", "Jitsi app");
    public static readonly Text MobileHint = new("Für Telefon und Tablet. Die App öffnet diesen Raum.", "For phone and tablet. The app opens this room.");
    public static readonly Text DesktopApp = new("Jitsi-Programm", "Jitsi program");
    public static readonly Text DesktopHint = new("Für den Computer. Ist es schon da, öffnet es diesen Raum.", "For the computer. If it is already there, it opens this room.");
}
