using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>What is asked once before something is done that cannot be undone at a tap.</summary>
internal static class RoomAskTexts
{
    public static readonly Text Back = new("Zurück zum Raum", "Back to the room");
    public static readonly Text SendOutButton = new("Entfernen", "Remove");
    public static readonly Text SendOutPassword = new("Entfernen, neues Passwort", "Remove, new password");
    public static readonly Text SendOut = new("Die Verbindung endet sofort, und die Tür bleibt für diese Person einen Tag lang zu.", "The connection ends at once, and the door stays shut to this person for a day.");
    public static readonly Text SendOutAgain = new("Wer das Passwort hat, könnte mit einem anderen Gerät wiederkommen. Ein neues hilft dagegen; alle anderen bleiben drin.", "Whoever has the password could come back with another device. A new one helps; all others stay in.");
    public static readonly Text End = new("Treffen für alle beenden?", "End the meeting for all?");
    public static readonly Text EndButton = new("Für alle beenden", "End for all");
    public static readonly Text GiveUpButton = new("Raum aufgeben", "Give the room up");
    public static readonly Text RemovePassword = new("Passwort entfernen?", "Remove the password?");
    public static readonly Text RemovePasswordLead = new("Dann fragt die Tür niemanden mehr danach. Wer drin ist, bleibt drin.", "Then the door asks nobody for it any more. Whoever is in stays in.");
    public static readonly Text UninviteLead = new("Der Link öffnet dann nichts mehr. Wer damit drin ist, wird getrennt.", "The link opens nothing then. Whoever is in by it is disconnected.");
    public static readonly Text RemovePersonLead = new("Wer gerade drin ist, wird dabei getrennt und kann als Gast wiederkommen, wenn die Tür es zulässt.", "Whoever is in is disconnected, and can come back as a guest if the door allows it.");
    public static readonly Text RemovePersonButton = new("Rolle wegnehmen", "Take the role away");

    public static Text SendOutWhom(string name) => new($"{name} entfernen?", $"Remove {name}?");

    public static Text GiveUp(string room) => new($"Den Raum {room} aufgeben?", $"Give the room {room} up?");

    public static Text Uninvite(string name) => new($"Einladung für {name} zurücknehmen?", $"Take the invitation for {name} back?");

    public static Text RemovePerson(string name) => new($"{name} die Rolle wegnehmen?", $"Take the role of {name} away?");

    public static Text HandOver(string name) => new($"Den Raum an {name} übergeben?", $"Hand the room over to {name}?");
}
