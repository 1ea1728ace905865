using ConferenceGateway.Core;

namespace ConferenceGateway.Portal;

/// <summary>What is, and what to do: one sentence each, as in docs/look.md.</summary>
internal static class ProblemTexts
{
    public static readonly Text ToStart = new("Zur Startseite", "Start page");
    public static readonly Text ToSignIn = new("Zur Anmeldung", "Sign in");
    public static readonly Text TryAgain = new("Erneut versuchen", "Try again");

    /// <summary>What is.</summary>
    public static Text Headline(Problem problem) => problem switch
    {
        Problem.NoSuchPage => new("Diese Seite gibt es nicht.", "There is no such page."),
        Problem.BadRoomName => new("So kann kein Raum heißen.", "No room can have that name."),
        Problem.NoShardFree => new("Im Moment ist kein Platz für ein neues Treffen.", "There is no room for a new meeting just now."),
        Problem.NoNewRooms => new("Im Moment beginnt kein neues Treffen.", "No new meeting begins just now."),
        Problem.Closed closed => closed.Headline,
        Problem.TooManyRooms => new("Von hier aus entstehen gerade zu viele Räume.", "Too many rooms are being opened from here."),
        Problem.ShardSilent => new("Der Server dieses Treffens antwortet nicht.", "This meeting’s server does not answer."),
        Problem.BadRequest => new("Diese Anfrage ist nicht zu verstehen.", "This request makes no sense here."),
        Problem.MethodNotAllowed => new("Das geht auf dieser Seite nicht.", "This page cannot do that."),
        Problem.WrongHost => new("Unter dieser Adresse gibt es hier nichts.", "Nothing is served here under this address."),
        Problem.PayloadTooLarge => new("Das ist zu viel auf einmal.", "That is too much at once."),
        Problem.TooManyAtOnce => new("Von hier aus kommen gerade zu viele Anfragen.", "Too many requests are coming from here."),
        Problem.TooSlow => new("Das kam hier nicht vollständig an.", "That did not arrive here in full."),
        Problem.UpgradeRefused => new("Diese Verbindung gibt es hier nicht.", "This connection is not served here."),
        Problem.NotSignedIn => new("Dafür braucht es einen Schlüssel.", "This needs a key."),
        Problem.NotAllowed => new("Das dürfen Sie hier nicht.", "You may not do that here."),
        Problem.NotYours => new("Das dürfen Sie hier nicht.", "You may not do that here."),
        Problem.DoorClosed => new("Die Tür dieses Raums ist hier nicht offen.", "This room's door is not open here."),
        Problem.ForeignForm => new("Dieses Formular kam nicht von hier.", "That form did not come from here."),
        Problem.StaleForm => new("Diese Seite war zu lange offen.", "That page was open for too long."),
        Problem.NotFound => new("Das gibt es hier nicht.", "There is no such thing here."),
        Problem.Conflict => new("Das geht so nicht.", "That cannot be done like this."),
        Problem.Changed => new("Inzwischen hat es jemand anderes geändert.", "Somebody else has changed it meanwhile."),
        Problem.MatchMissing => new("Es fehlt, welcher Stand geändert werden soll.", "It is not said which state is to be changed."),
        Problem.WrongValue => new("Ein Wert passt nicht.", "A value does not fit."),
        Problem.TooManyTries => new("Zu viele Versuche.", "Too many tries."),
        Problem.TooManyCodes => new("Im Moment gibt es hier keinen neuen Hilfe-Code.", "There is no new support code here just now."),
        Problem.DatabaseAway => new("Anmelden und Ändern geht im Moment nicht.", "Signing in and changing things does not work just now."),
        Problem.ProviderSilent { Provider: var name } => new($"{name} antwortet nicht.", $"{name} does not answer."),
        Problem.SignInRefused => new("Die Anmeldung hat nicht geklappt.", "The sign-in did not work."),
        _ => new("Hier ist etwas schiefgegangen.", "Something went wrong here."),
    };

    /// <summary>What to do.</summary>
    public static Text Advice(Problem problem) => problem switch
    {
        Problem.NoSuchPage => new("Die Startseite hilft weiter.", "The start page helps."),
        Problem.BadRoomName bad => Fault(bad.Fault),
        Problem.NoShardFree => new("Laufende Treffen gehen weiter. In einer halben Minute noch einmal.", "Running meetings go on. Try again in half a minute."),
        Problem.NoNewRooms none => none.What,
        Problem.Closed closed => closed.What,
        Problem.TooManyRooms => new("In einer Minute noch einmal. Räume, in denen jemand ist, bleiben offen.", "Try again in a minute. Rooms that people are in stay open."),
        Problem.ShardSilent => new("Das Treffen zieht um, wenn er still bleibt. Gleich noch einmal.", "The meeting moves if it stays silent. Try again in a few seconds."),
        Problem.BadRequest bad => bad.What,
        Problem.MethodNotAllowed { Allow: var allow } => new($"Hier geht nur {allow}. Die Startseite hilft weiter.", $"Only {allow} works here. The start page helps."),
        Problem.WrongHost { MeetingUrl: var url } => new($"Die richtige Adresse ist {url}", $"The right address is {url}"),
        Problem.PayloadTooLarge => new("Bitte noch einmal mit weniger.", "Please send less and try again."),
        Problem.TooManyAtOnce => new("Gleich noch einmal.", "Try again in a few seconds."),
        Problem.TooSlow => new("Die Verbindung war zu langsam. Bitte noch einmal.", "The connection was too slow. Please try again."),
        Problem.UpgradeRefused refused => Text.Same(refused.What),
        Problem.NotSignedIn => new("Er gehört in die Anfrage: Authorization: Bearer … Die Verwaltung kann einen anlegen.", "It belongs into the request: Authorization: Bearer … An admin can create one."),
        Problem.NotAllowed { Right: var right } => new($"Es fehlt das Recht {right.Name}. Die Verwaltung kann es geben.", $"The right {right.Name} is missing. An admin can give it."),
        Problem.NotYours yours => yours.Who,
        Problem.DoorClosed => new("Bitte den Link des Raums im Browser öffnen. Die Seite sagt, was zu tun ist.", "Please open the room's link in the browser. The page says what to do."),
        Problem.ForeignForm => new("Es wurde nichts geändert. Bitte die Seite von der Startseite aus öffnen.", "Nothing was changed. Please open the page from the start page."),
        Problem.StaleForm => new("Es wurde nichts geändert. Bitte zurückgehen, die Seite neu laden und noch einmal absenden.", "Nothing was changed. Please go back, reload the page and send it again."),
        Problem.NotFound missing => missing.What,
        Problem.Conflict conflict => conflict.What,
        Problem.Changed => new("Es wurde nichts gespeichert. Bitte neu laden, ansehen und noch einmal ändern.", "Nothing was saved. Please reload, look at it and change it again."),
        Problem.MatchMissing => new("Der Kopf If-Match muss das ETag tragen, das gelesen wurde.", "The header If-Match must carry the ETag that was read."),
        Problem.WrongValue wrong => wrong.What,
        Problem.TooManyTries { RetryAfter: var wait } => new($"In {Waiting(wait).German} geht es weiter.", $"Try again in {Waiting(wait).English}."),
        Problem.TooManyCodes { RetryAfter: var wait } => new($"In {Waiting(wait).German} geht es wieder. Um Hilfe bitten können Sie auch ohne ihn.", $"Try again in {Waiting(wait).English}. You can ask for help without one too."),
        Problem.DatabaseAway => new("Treffen gehen weiter. In einer halben Minute noch einmal.", "Meetings go on. Try again in half a minute."),
        Problem.ProviderSilent => new("Gleich noch einmal, oder mit einem Passwort anmelden.", "Try again in a moment, or sign in with a password."),
        Problem.SignInRefused refused => refused.What,
        _ => new("In einer Minute noch einmal. Was geschah, ist hier vermerkt.", "Try again in a minute. What happened is on record here."),
    };

    private static Text Waiting(TimeSpan? wait) => wait switch
    {
        { TotalSeconds: <= 90 } brief => new($"{Math.Ceiling(brief.TotalSeconds)} Sekunden", $"{Math.Ceiling(brief.TotalSeconds)} seconds"),
        { } longer => new($"{Math.Ceiling(longer.TotalMinutes)} Minuten", $"{Math.Ceiling(longer.TotalMinutes)} minutes"),
        _ => new("einer Minute", "a minute"),
    };

    /// <summary>What to do, on a page that comes back by itself.</summary>
    public static Text AdviceOnPage(Problem problem) => problem switch
    {
        Problem.NoShardFree => new("Laufende Treffen gehen weiter. Diese Seite versucht es jede halbe Minute wieder.", "Running meetings go on. This page tries again every half minute."),
        Problem.ShardSilent => new("Das Treffen zieht um, wenn er still bleibt. Diese Seite versucht es alle zehn Sekunden wieder.", "The meeting moves if it stays silent. This page tries again every ten seconds."),
        _ => Advice(problem),
    };

    /// <summary>Why a name cannot be, and which one can.</summary>
    public static Text Fault(RoomNameFault fault) => fault switch
    {
        RoomNameFault.Empty => new("Bitte einen Namen eingeben, zum Beispiel: Vorstand.", "Please type a name, for example: Board."),
        RoomNameFault.Slash => new("Ein Schrägstrich darf nicht vorkommen.", "Slashes are not allowed."),
        RoomNameFault.Backslash => new("Ein umgekehrter Schrägstrich darf nicht vorkommen.", "Backslashes are not allowed."),
        RoomNameFault.Dots => new("Zwei Punkte hintereinander oder nur ein Punkt gehen nicht.", "Two dots in a row, or a dot alone, are not allowed."),
        RoomNameFault.Semicolon => new("Ein Strichpunkt darf nicht vorkommen.", "Semicolons are not allowed."),
        RoomNameFault.Control => new("Ein unsichtbares Zeichen ist darin. Bitte den Namen neu tippen.", "It holds an invisible character. Please type the name anew."),
        RoomNameFault.LoneSurrogate => new("Ein halbes Zeichen ist darin. Bitte den Namen neu tippen.", "It holds half a character. Please type the name anew."),
        RoomNameFault.NonCharacter => new("Ein Zeichen darin gibt es nicht. Bitte den Namen neu tippen.", "It holds a character that does not exist. Please type the name anew."),
        RoomNameFault.OuterBlank => new("Am Anfang oder am Ende steht ein Leerzeichen. Bitte ohne schreiben.", "It begins or ends with a blank. Please write it without."),
        RoomNameFault.StillEncoded => new("Ein Prozentzeichen mit zwei Ziffern darf nicht vorkommen. Bitte den Namen tippen, wie er klingt.", "A percent sign with two digits is not allowed. Please type the name as it sounds."),
        RoomNameFault.TooLong => new("Der Name ist zu lang: höchstens 200 Zeichen.", "The name is too long: 200 characters at most."),
        RoomNameFault.Reserved => new("Diesen Namen braucht das Haus selbst. Bitte einen anderen wählen.", "The house needs that name itself. Please choose another."),
        RoomNameFault.NotCanonical => new("Dieser Link ist anders geschrieben als der Raum. Bitte über die Startseite hineingehen.", "This link spells the room differently. Please go in by the start page."),
        _ => new("Der Link ist nicht vollständig. Bitte den Namen auf der Startseite eingeben.", "The link is not complete. Please type the name on the start page."),
    };
}
