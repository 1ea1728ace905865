using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>The words of the page about maintenance.</summary>
internal static class ClosingTexts
{
    public static readonly Text Title = new("Wartung", "Maintenance");
    public static readonly Text NothingAnnounced = new("Es ist keine Wartung angekündigt.", "No maintenance is announced.");
    public static readonly Text NothingLead = new("Sie können neue Räume für eine Weile aussetzen oder den Dienst für eine Weile schließen. Beides kann vorher angekündigt werden.", "You can hold back new rooms for a while, or close the service for a while. Both can be announced beforehand.");
    public static readonly Text Announce = new("Wartung ankündigen", "Announce maintenance");
    public static readonly Text Change = new("Ändern", "Change");
    public static readonly Text End = new("Jetzt beenden", "End it now");
    public static readonly Text CallOff = new("Absagen", "Call it off");
    public static readonly Text ToFleet = new("Zur Flotte", "To the fleet");
    public static readonly Text Reads = new("Was Mitglieder lesen", "What members read");
    public static readonly Text By = new("Angekündigt von", "Announced by");
    public static readonly Text Usual = new("den üblichen Satz", "the usual sentence");

    public static readonly Text KindLabel = new("Was gilt?", "What holds?");
    public static readonly Text NoNewRooms = new("Keine neuen Räume", "No new rooms");
    public static readonly Text NoNewRoomsHint = new("Was läuft, läuft weiter. Neue Treffen beginnen nicht.", "What runs goes on. New meetings do not begin.");
    public static readonly Text Closed = new("Geschlossen", "Closed");
    public static readonly Text ClosedHint = new("Niemand trifft sich. Zu Beginn enden alle Verbindungen.", "Nobody meets. At its beginning all connections end.");
    public static readonly Text From = new("Von", "From");
    public static readonly Text FromHint = new("Leer heißt: sofort.", "Empty means: at once.");
    public static readonly Text Until = new("Bis", "Until");
    public static readonly Text UntilHint = new("Dann endet es von selbst. Leer geht nur bei „Keine neuen Räume“: Dann gilt es, bis es jemand beendet.", "Then it ends by itself. Empty works with “no new rooms” alone: then it holds until somebody ends it.");
    public static readonly Text Sentence = new("Ein Satz für die Mitglieder", "One sentence for members");
    public static readonly Text SentenceHint = new("Zum Beispiel: Wir tauschen einen Server aus. Leer heißt: der übliche Satz.", "For example: We are replacing a server. Empty means: the usual sentence.");
    public static readonly Text NoTime = new("Erwartet wird ein Zeitpunkt wie 2027-03-04 20:15.", "A time is expected, as 2027-03-04 20:15.");
    public static readonly Text Save = new("Ankündigen", "Announce");
    public static readonly Text Back = new("Nicht jetzt", "Not now");
    public static readonly Text Saved = new("Die Wartung ist angekündigt.", "The maintenance is announced.");
    public static readonly Text Ended = new("Es ist keine Wartung mehr angekündigt.", "No maintenance is announced any more.");

    public static Text Clock(string clock) => new($"Zeiten nach der Uhr des Gateways: Dort ist es {clock}.", $"Times by the gateway’s clock: it is {clock} there.");

    public static Text Kind(MaintenanceKind kind) => kind == MaintenanceKind.Closed ? Closed : NoNewRooms;
}
