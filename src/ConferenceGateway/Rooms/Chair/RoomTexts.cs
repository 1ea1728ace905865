using ConferenceGateway.Connections;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Passwords;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>The words of the page of one room.</summary>
internal static class RoomTexts
{
    public static readonly Text ToMeeting = new("Zum Treffen", "To the meeting");
    public static readonly Text Lock = new("Abschließen", "Lock");
    public static readonly Text Unlock = new("Wieder öffnen", "Open again");
    public static readonly Text Stop = new("Stopp", "Stop");
    public static readonly Text StopHint = new("Stopp schließt ab. Wer ohne Anmeldung oder Einladung da ist, wartet wieder vor der Tür.", "Stop locks the room. Whoever is in without a sign-in or invitation waits before the door again.");
    public static readonly Text NoChair = new("Dieser Raum hat keine Leitung mehr: Das Konto gibt es nicht mehr. Unter „Wer leitet“ lässt er sich übergeben.", "This room has no chair any more: the account is gone. It can be handed over under \"Who leads\".");

    public static readonly Text WaitingTitle = new("Wer wartet", "Who waits");
    public static readonly Text Admit = new("Einlassen", "Let in");
    public static readonly Text Refuse = new("Ablehnen", "Refuse");

    public static readonly Text InsideTitle = new("Wer ist drin", "Who is in");
    public static readonly Text NobodyYet = new("Noch niemand. Wer kommt oder anklopft, steht dann hier.", "Nobody yet. Whoever comes or knocks is shown here.");
    public static readonly Text Remove = new("Entfernen", "Remove");
    public static readonly Text Refresh = new("Jetzt nachsehen", "Look again");
    public static readonly Text Moderates = new("moderiert", "moderator");

    public static readonly Text PasswordTitle = new("Passwort", "Password");
    public static readonly Text NewPasswordTitle = new("Neues Passwort", "New password");
    public static readonly Text NoPassword = new("Die Tür fragt nach keinem Passwort.", "The door asks for no password.");
    public static readonly Text PasswordSince = new("Das jetzige gilt seit", "The present one holds since");
    public static readonly Text PasswordLabel = new("Neues Passwort", "New password");
    public static readonly Text PasswordHint = new($"Ein Vorschlag. Ein eigenes geht auch, ab {NewPassword.LeastCharacters} Zeichen.", $"A suggestion. One of your own will do too, from {NewPassword.LeastCharacters} characters on.");
    public static readonly Text AskAll = new("Auch wer schon drin ist, gibt es neu ein.", "Whoever is in already enters it too.");
    public static readonly Text SetPassword = new("Setzen", "Set");
    public static readonly Text RemovePassword = new("Passwort entfernen", "Remove the password");
    public static readonly Text WriteDown = new("Bitte jetzt notieren. Es wird nur dieses eine Mal gezeigt.", "Please write it down now. It is shown this one time.");
    public static readonly Text TheyStay = new("Wer schon drin ist, bleibt drin.", "Whoever is in stays in.");
    public static readonly Text TheyAreAsked = new("Wer ohne Anmeldung oder Einladung drin war, wird danach gefragt.", "Whoever was in without a sign-in or invitation is asked for it.");

    public static readonly Text InviteTitle = new("Einladen", "Invite");
    public static readonly Text RoomLink = new("Link zum Raum", "Link to the room");
    public static readonly Text CheckLink = new("Link zum Testen, Tage vorher", "Link for testing, days before");
    public static readonly Text CardHint = new("Drucken ergibt eine Karte mit dem Link; direkt nach dem Setzen auch mit dem Passwort.", "Printing gives a card with the link; right after setting it, with the password too.");
    public static readonly Text InvitationMade = new("Einladung für", "Invitation for");
    public static readonly Text InvitationOnce = new("Nur jetzt steht sie hier. Wer den Link hat, kommt ohne Passwort hinein.", "It is shown only now. Whoever has the link comes in without a password.");
    public static readonly Text PersonalTitle = new("Persönliche Einladungen", "Personal invitations");
    public static readonly Text PersonalHint = new("Ein Link für eine Person. Er öffnet die Tür auch nach einem neuen Passwort, bis er abläuft oder zurückgenommen wird.", "A link for one person. It opens the door after a new password too, until it ends or is taken back.");
    public static readonly Text ForWhom = new("Für wen", "For whom");
    public static readonly Text Days = new("Gilt wie viele Tage", "Days until it ends");
    public static readonly Text MakeInvitation = new("Einladung machen", "Make the invitation");
    public static readonly Text HoldsUntil = new("gilt bis", "holds until");
    public static readonly Text TakeBackInvitation = new("Zurücknehmen", "Take back");

    public static readonly Text SettingsTitle = new("Tür und Größe", "Door and size");
    public static readonly Text TitleLabel = new("Titel", "Title");
    public static readonly Text TitleHint = new("Steht über der Tür. Leer: der Name aus dem Link.", "Stands above the door. Empty: the name of the link.");
    public static readonly Text EntryLegend = new("Wer darf hinein?", "Who may come in?");
    public static readonly Text OpensWithModerator = new("Erst öffnen, wenn jemand von der Leitung da ist", "Open only when somebody who leads is there");
    public static readonly Text Expected = new("Wie viele kommen?", "How many people come?");
    public static readonly Text Maximum = new("Ab wie vielen Bescheid sagen?", "From how many on do you want to know?");
    public static readonly Text MaximumHint = new("Es bleibt niemand draußen; diese Seite sagt es.", "Nobody is kept out; this page says it.");
    public static readonly Text Save = new("Speichern", "Save");

    public static readonly Text PeopleTitle = new("Wer leitet", "Who leads");
    public static readonly Text AccountName = new("Wen hinzufügen? Anmeldename", "Add whom? Sign-in name");
    public static readonly Text Add = new("Hinzufügen", "Add");
    public static readonly Text HandOver = new("Übergeben", "Hand over");
    public static readonly Text HandOverHint = new("Wer bisher leitet, bleibt als Mitleitung.", "The present chair stays as co-chair.");
    public static readonly Text HandOverTo = new("Anmeldename der neuen Leitung", "Sign-in name of the new chair");

    public static readonly Text OutsTitle = new("Hinausgeschickt", "Sent out");
    public static readonly Text OutsHint = new("Kommt bis dahin nicht herein", "Kept out until");
    public static readonly Text TakeBack = new("Wieder zulassen", "Allow again");

    public static readonly Text EndTitle = new("Treffen für alle beenden", "End the meeting for all");
    public static readonly Text EndHint = new("Alle werden sofort getrennt. Die Tür bleibt, wie sie ist: Wer hineindarf, kann gleich wiederkommen.", "Everybody is disconnected at once. The door stays as it is: whoever may come in can come back at once.");
    public static readonly Text GiveUpTitle = new("Raum aufgeben", "Give the room up");
    public static readonly Text GiveUpHint = new("Passwort, Einladungen und Einstellungen werden gelöscht. Der Name ist dann wieder frei.", "Password, invitations and settings are deleted. The name is free again then.");
    public static readonly Text ChangedMeanwhile = new("Inzwischen hat jemand anderes diesen Raum geändert. Bitte ansehen und noch einmal speichern.", "Somebody else has changed this room meanwhile. Please look, and save again.");

    public static readonly Text CardInvites = new("lädt ein", "invites you");
    public static readonly Text CardBrowser = new("Im Browser", "In the browser");
    public static readonly Text CardTest = new("Vorher testen", "Test before");

    /// <summary>What the page says first, behind the room's title.</summary>
    public static Text InRoom(int count) => count switch
    {
        0 => new("Niemand ist drin.", "nobody is in."),
        1 => new("Ein Mensch ist drin.", "one person is in."),
        _ => new($"{NumberWords.Capital(NumberWords.Of(count).German)} Menschen sind drin.", $"{NumberWords.Of(count).English} people are in."),
    };

    /// <summary>What the door does now.</summary>
    public static Text Door(Room room) => room switch
    {
        { Lock: RoomLock.Locked } => new("Der Raum ist abgeschlossen: Niemand Neues kommt hinein.", "The room is locked: nobody new comes in."),
        { Lock: RoomLock.Stopped } => new("Der Raum ist gestoppt: Wer kommt, wartet vor der Tür.", "The room is stopped: whoever comes waits before the door."),
        { Entry: RoomEntry.Members } => new("Nur wer angemeldet oder eingeladen ist, kommt hinein.", "Only who is signed in or invited comes in."),
        { Entry: RoomEntry.Knock, HasPassword: true } => new("Sie lassen einzeln ein. Wer das Passwort kennt, kommt gleich hinein.", "You let people in one by one. Who knows the password comes in at once."),
        { Entry: RoomEntry.Knock } => new("Sie lassen einzeln ein.", "You let people in one by one."),
        { HasPassword: true } => new("Die Tür fragt nach dem Passwort.", "The door asks for the password."),
        _ => new("Wer den Link hat, kommt hinein.", "Whoever has the link comes in."),
    };

    /// <summary>Beside that, where the others wait for a moderator.</summary>
    public static readonly Text OpensLater = new("Sie öffnet sich, sobald jemand von der Leitung da ist.", "It opens as soon as somebody who leads is there.");

    /// <summary>Told to the chair; keeps nobody out.</summary>
    public static Text MaximumReached(int inside, int maximum) => new(
        $"{inside} sind drin. Ab {maximum} wollten Sie es wissen.", $"{inside} are in. From {maximum} on you wanted to know.");

    /// <summary>Who may come in, as a choice.</summary>
    public static Text Entry(RoomEntry entry, bool hasPassword) => entry switch
    {
        RoomEntry.Members => new("Nur wer angemeldet oder eingeladen ist", "Only who is signed in or invited"),
        RoomEntry.Knock => new("Die Leitung lässt einzeln ein", "The chair lets in one by one"),
        _ => hasPassword ? new("Alle mit Passwort", "Everybody with the password") : new("Alle mit dem Link", "Everybody with the link"),
    };

    /// <summary>The door in one word.</summary>
    public static Text Tag(Room room) => room switch
    {
        { Lock: RoomLock.Locked } => new("abgeschlossen", "locked"),
        { Lock: RoomLock.Stopped } => new("gestoppt", "stopped"),
        { Entry: RoomEntry.Members } => new("nur Mitglieder", "members only"),
        { Entry: RoomEntry.Knock } => new("Warteraum", "waiting room"),
        { HasPassword: true } => new("Passwort", "password"),
        _ => new("offen", "open"),
    };

    public static Text Role(RoomRole role) => role switch
    {
        RoomRole.Chair => new("Leitung", "chair"),
        RoomRole.CoChair => new("Mitleitung", "co-chair"),
        _ => new("Moderation", "moderator"),
    };

    /// <summary>What a role may do.</summary>
    public static Text RoleHint(RoomRole role) => role switch
    {
        RoomRole.CoChair => new("darf alles, außer den Raum weggeben", "may do all but give the room away"),
        _ => new("lässt ein, entfernt, schließt ab", "lets in, sends out, locks"),
    };

    public static Text Way(ConnectionWay way) => way switch
    {
        ConnectionWay.App => new("App", "app"),
        ConnectionWay.Phone => new("Telefon", "phone"),
        ConnectionWay.Recording => new("Aufnahme", "recording"),
        _ => new("Browser", "browser"),
    };

    /// <summary>Somebody without a name.</summary>
    public static Text Guest(int number) => new($"Gast {number}", $"Guest {number}");

    /// <summary>How many more there are, in a fold.</summary>
    public static Text More(int count) => new($"{NumberWords.Capital(NumberWords.Of(count).German)} weitere", $"{NumberWords.Capital(NumberWords.Of(count).English)} more");

    public static Text Since(string clock) => new($"seit {clock}", $"since {clock}");
}
