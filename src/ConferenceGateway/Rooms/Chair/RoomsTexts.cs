using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>The words of the list of rooms, and those that it shares with the page of one.</summary>
internal static class RoomsTexts
{
    public static readonly Text Nav = new("Räume", "Rooms");
    public static readonly Text NavHint = new("Passwort, Einladungen, wer drin ist", "Password, invitations, who is in");
    public static readonly Text Mine = new("Meine Räume", "My rooms");
    public static readonly Text All = new("Alle Räume", "All rooms");
    public static readonly Text None = new("Noch haben Sie keinen Raum.", "You have no room yet.");
    public static readonly Text NoneAtAll = new("Noch hat niemand einen Raum.", "Nobody has a room yet.");
    public static readonly Text NoneFound = new("Dazu gibt es keinen Raum.", "There is no room for this.");
    public static readonly Text Room = new("Raum", "Room");
    public static readonly Text Door = new("Tür", "Door");
    public static readonly Text Now = new("Jetzt", "Now");
    public static readonly Text Whose = new("Leitung", "Chair");
    public static readonly Text Nobody = new("niemand", "nobody");
    public static readonly Text Claim = new("Raum anlegen", "Create a room");
    public static readonly Text NewRoom = new("Neuer Raum", "New room");
    public static readonly Text NameLabel = new("Name des Raums", "Name of the room");
    public static readonly Text NameHint = new("Er steht später im Link. Kurz ist gut.", "It stands in the link later. Short is good.");
    public static readonly Text Create = new("Anlegen", "Create");
    public static readonly Text Find = new("Name, Titel oder Leitung enthält", "Name, title or chair contains");
    public static readonly Text Search = new("Suchen", "Search");
    public static readonly Text More = new("Weitere", "More");
    public static readonly Text Empty = new("leer", "empty");

    /// <summary>Said when a room is made.</summary>
    public static Text Claimed(string name) => new($"Der Raum {name} gehört jetzt Ihnen.", $"The room {name} is yours now.");

    /// <summary>Said when a room is given up.</summary>
    public static Text GivenUp(string name) => new($"Der Raum {name} ist aufgegeben.", $"The room {name} is given up.");

    /// <summary>What the list says first.</summary>
    public static Text Headline(int rooms, int running) => (rooms, running) switch
    {
        (0, _) => None,
        (1, 0) => new("In Ihrem Raum ist gerade niemand.", "Nobody is in your room just now."),
        (1, _) => new("In Ihrem Raum läuft gerade ein Treffen.", "A meeting runs in your room just now."),
        (_, 0) => new($"In Ihren {NumberWords.Of(rooms).German} Räumen ist gerade niemand.", $"Nobody is in your {NumberWords.Of(rooms).English} rooms just now."),
        (_, 1) => new($"In einem von {NumberWords.Of(rooms, isDative: true).German} Räumen läuft gerade ein Treffen.", $"A meeting runs in one of {NumberWords.Of(rooms).English} rooms just now."),
        _ when running == rooms => new($"In allen {NumberWords.Of(rooms).German} Räumen läuft gerade ein Treffen.", $"Meetings run in all {NumberWords.Of(rooms).English} rooms just now."),
        _ => new($"In {NumberWords.Of(running).German} von {NumberWords.Of(rooms, isDative: true).German} Räumen läuft gerade ein Treffen.", $"Meetings run in {NumberWords.Of(running).English} of {NumberWords.Of(rooms).English} rooms just now."),
    };

    /// <summary>What it says to whoever has no room but sees those of others.</summary>
    public static Text HeadlineOfAll(int rooms) => rooms switch
    {
        0 => NoneAtAll,
        1 => new("Hier gibt es einen Raum.", "There is one room here."),
        _ => new($"Hier gibt es {NumberWords.Of(rooms).German} Räume.", $"There are {NumberWords.Of(rooms).English} rooms here."),
    };

    public static Text Inside(int count) => new($"{count} drin", $"{count} in");

    public static Text Waiting(int count) => count == 1 ? new("1 wartet", "1 waits") : new($"{count} warten", $"{count} wait");
}
