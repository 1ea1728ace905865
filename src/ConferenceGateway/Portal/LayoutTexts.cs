namespace ConferenceGateway.Portal;

/// <summary>What stands around every page.</summary>
internal static class LayoutTexts
{
    public static readonly Text Skip = new("Zum Inhalt", "To the content");
    public static readonly Text Portal = new("Verwaltung", "Portal");
    public static readonly Text SignOut = new("Abmelden", "Sign out");
    public static readonly Text RunBy = new("Betrieben von", "Run by");
    public static readonly Text Help = new("Hilfe:", "Help:");
    public static readonly Text Legal = new("Rechtliches und Sprache", "Legal and language");
    public static readonly Text Imprint = new("Impressum", "Imprint");
    public static readonly Text Privacy = new("Datenschutz", "Privacy");
    public static readonly Text Itself = new("Deutsch", "English");
}
