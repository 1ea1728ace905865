using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>What is said once when a deed on a room is done.</summary>
internal static class RoomDoneTexts
{
    public static readonly Text Locked = new("Der Raum ist abgeschlossen.", "The room is locked.");
    public static readonly Text Unlocked = new("Der Raum ist wieder offen.", "The room is open again.");
    public static readonly Text Stopped = new("Gestoppt. Wer keine Anmeldung oder Einladung hat, wartet vor der Tür.", "Stopped. Whoever has no sign-in or invitation waits before the door.");
    public static readonly Text SentOut = new("Entfernt. Die Tür bleibt für diese Person einen Tag lang zu.", "Removed. The door stays shut to this person for a day.");
    public static readonly Text Ended = new("Das Treffen ist für alle beendet.", "The meeting is ended for all.");
    public static readonly Text Admitted = new("Eingelassen. Die Seite der wartenden Person geht gleich von selbst weiter.", "Let in. The waiting page goes on by itself.");
    public static readonly Text Refused = new("Abgelehnt. Die wartende Person erfährt es.", "Refused. The waiting person is told.");
    public static readonly Text TakenBack = new("Diese Person kommt wieder herein.", "This person can come in again.");
    public static readonly Text PasswordRemoved = new("Die Tür fragt nach keinem Passwort mehr.", "The door asks for no password any more.");
    public static readonly Text Saved = new("Gespeichert. Es gilt ab jetzt.", "Saved. It holds from now on.");
    public static readonly Text Uninvited = new("Die Einladung ist zurückgenommen.", "The invitation is taken back.");
    public static readonly Text Added = new("Hinzugefügt.", "Added.");
    public static readonly Text PersonRemoved = new("Die Rolle ist weggenommen.", "The role is taken away.");
    public static readonly Text HandedOver = new("Der Raum ist übergeben.", "The room is handed over.");
}
