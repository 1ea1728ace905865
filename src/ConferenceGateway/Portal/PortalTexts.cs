namespace ConferenceGateway.Portal;

/// <summary>The words of the portal's start page.</summary>
internal static class PortalTexts
{
    public static readonly Text Title = new("Verwaltung", "Portal");
    public static readonly Text Headline = new("Hier geht es zur Verwaltung.", "This is the way to the portal.");
    public static readonly Text Lead = new("Für die meisten Treffen braucht es keine Anmeldung: Ihr Link genügt.", "Most meetings need no sign-in: your link is enough.");
    public static readonly Text SignIn = new("Anmelden", "Sign in");
    public static readonly Text GoodDay = new("Guten Tag,", "Hello,");
    public static readonly Text YouAre = new("Sie sind angemeldet.", "You are signed in.");
    public static readonly Text NoRole = new("Sie sind angemeldet. Zu einem Treffen führt sein Link, auch wenn es nur für Mitglieder ist.", "You are signed in. A meeting’s link leads to it, also where it is for members only.");
    public static readonly Text Account = new("Mein Konto", "My account");
    public static readonly Text AccountHint = new("Name, Anmeldung, Geräte", "Name, sign-in, devices");
}
