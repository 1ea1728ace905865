using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Check;

/// <summary>The check page's own words; what it says of a browser is in the other texts of this folder.</summary>
internal static class CheckTexts
{
    public static readonly Text Title = new("Geht dieser Browser?", "Does this browser work?");
    public static readonly Text JoinAnyway = new("Trotzdem teilnehmen", "Join anyway");
    public static readonly Text Onward = new("Weiter zum Treffen", "On to the meeting");
    public static readonly Text GoIn = new("Hinein", "Go in"); // Beside the field, so that there is room to type on a phone.
    public static readonly Text TestDevice = new("Gerät testen", "Test your device");
    public static readonly Text Room = new("Name des Raums", "Name of the room");
    public static readonly Text CheckRoom = new("Prüfen", "Check");
    public static readonly Text Refused = new("So kann kein Raum heißen:", "No room can have that name:");
    public static readonly Text TestedReady = new("Sie sind bereit. Gerät getestet am", "You are ready. Device tested on");
    public static readonly Text TestedLimits = new("Sie können mit Einschränkung teilnehmen. Gerät getestet am", "You can join with limits. Device tested on");
    public static readonly Text DecidedBy = new("So hat es", "Decided by");
    public static readonly Text DecidedOn = new("am", "on");
    public static readonly Text Decided = new("entschieden.", ".");
    public static readonly Text ValidSince = new("Das gilt seit dem", "This holds since");
    public static readonly Text Checked = new("Was geprüft wurde", "What was checked");
    public static readonly Text CheckedAt = new("Geprüft:", "Checked:");
    public static readonly Text NameOnly = new("Geprüft ist nur, wie der Browser sich nennt. Mit JavaScript prüft diese Seite auch, was er kann.", "Only what the browser calls itself was checked. With JavaScript this page also checks what it can do.");
    public static readonly Text OtherWays = new("Andere Wege in dieses Treffen", "Other ways into this meeting");
    public static readonly Text OtherBrowsers = new("Auf einem anderen Gerät prüfen", "Check on another device");
    public static readonly Text CopyLink = new("Diesen Link in einem anderen Browser oder auf einem anderen Gerät öffnen:", "Open this link in another browser or on another device:");
    public static readonly Text GetHelp = new("Hilfe holen", "Get help");
}
