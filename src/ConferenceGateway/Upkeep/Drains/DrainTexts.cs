using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>The words around a drain: parts, tables, buttons. What its page says first is in <see cref="DrainVerdicts"/>.</summary>
internal static class DrainTexts
{
    public static readonly Text Steps = new("Schritte", "Steps");
    public static readonly Text Finished = new("Erledigt:", "Done:");
    public static readonly Text[] StepNames = [new("Prüfen", "Check"), new("Leeren", "Drain"), new("Warten", "Wait"), new("Leer", "Empty")];

    public static readonly Text Begin = new("Jetzt leeren", "Drain now");
    public static readonly Text NotNow = new("Nicht jetzt", "Not now");
    public static readonly Text SendAgain = new("Noch einmal senden", "Send it again");
    public static readonly Text Undo = new("Rückgängig", "Undo");
    public static readonly Text ToFleet = new("Zur Flotte", "To the fleet");

    public static readonly Text People = new("Menschen", "People");
    public static readonly Text Rooms = new("Räume", "Rooms");
    public static readonly Text Latest = new("Spätestens", "At the latest");
    public static readonly Text MoveTime = new("Umzug", "Move");
    public static readonly Text Room = new("Raum", "Room");
    public static readonly Text Since = new("Seit", "Since");
    public static readonly Text LikelyEnd = new("Wohl zu Ende", "Probably over");
    public static readonly Text SinceWord = new("seit", "since");
    public static readonly Text UntilWord = new("bis etwa", "until about");
    public static readonly Text Unknown = Text.Same("–");

    public static readonly Text Affected = new("Wer ist betroffen?", "Who is affected?");
    public static readonly Text Running = new("Was noch läuft", "What still runs");
    public static readonly Text NotNamed = new("Welche Räume es sind, ist von hier aus nicht zu sehen.", "Which rooms these are cannot be seen from here.");
    public static readonly Text ByHistory = new("Das Ende ist geschätzt: nach früheren Treffen desselben Raums, sonst nach denen aller.", "The end is an estimate: from earlier meetings of the same room, else from those of all.");

    public static readonly Text Carries = new("Trägt es der Rest?", "Can the rest carry it?");
    public static readonly Text Yes = new("Ja.", "Yes.");
    public static readonly Text No = new("Nein.", "No.");
    public static readonly Text CarryYes = new("Keiner ist danach zu mehr als 80 % ausgelastet.", "Nobody is above 80% load afterwards.");
    public static readonly Text CarryNo = new("Mindestens einer ist danach zu mehr als 80 % ausgelastet.", "At least one is above 80% load afterwards.");
    public static readonly Text CarryNobody = new("Es gibt gerade niemanden, der Räume übernimmt.", "There is nobody just now who takes rooms over.");
    public static readonly Text WhereTo = new("Wohin", "Where to");
    public static readonly Text LoadAfter = new("Auslastung danach", "Load afterwards");
    public static readonly Text LoadNow = new("Jetzt", "Now");
    public static readonly Text NowWord = new("jetzt", "now");

    public static readonly Text MoveFold = new("Nicht warten: den Rest verschieben", "Do not wait: move the rest");
    public static readonly Text MoveLink = new("Verschieben …", "Move …");
    public static readonly Text MoveCancel = new("Umzug absagen", "Call the move off");
    public static readonly Text MoveShard = new(
        "Jeder Raum bekommt einen neuen Shard. Dann enden dort seine Verbindungen, und die Browser verbinden sich auf dem neuen. Alle sehen kurz „Verbinde neu“.",
        "Each room gets another shard. Then its connections end there, and browsers connect again on the new one. Everybody sees “reconnecting” for a moment.");
    public static readonly Text MoveBridge = new(
        "Jicofo verteilt die Treffen auf die anderen Bridges dieses Shards, ganze Treffen, in Schritten. Alle sehen kurz „Verbinde neu“.",
        "Jicofo spreads the meetings over the other bridges of this shard, whole meetings, in steps. Everybody sees “reconnecting” for a moment.");

    public static readonly Text ToldAndSaid = new("Gewollt und gemeldet", "Wanted and reported");
    public static readonly Text WantedLabel = new("Gewollt", "Wanted");
    public static readonly Text ByBridge = new("Gemeldet von der Bridge", "Reported by the bridge");
    public static readonly Text ByJicofo = new("Gemeldet von Jicofo", "Reported by Jicofo");
    public static readonly Text NothingSaid = new("nichts", "nothing");
    public static readonly Text ShardItself = new("Ein Shard wird vom Gateway geleert: Es schickt keine neuen Räume mehr dorthin. Gemeldet wird dazu nichts.", "A shard is drained by the gateway: it sends no new rooms there any more. Nothing is reported on that.");

    public static readonly Text ToDo = new("Was zu tun ist", "What to do");
    public static readonly Text AfterRestart = new("Nach dem Neustart", "After the restart");
    public static readonly Text Happened = new("Was geschah", "What happened");

    public static readonly Text Begun = new("Leeren ist begonnen.", "The drain has begun.");
    public static readonly Text Sent = new("Es ist noch einmal gesendet.", "It was sent again.");
    public static readonly Text CalledOff = new("Der Umzug ist abgesagt.", "The move is called off.");

    public static Text Title(string name) => new($"{name} leeren", $"Drain {name}");

    public static Text OfAtStart(int count) => new($"von {count}", $"of {count}");

    public static Text Reopen(string name) => new($"{name} wieder öffnen", $"Open {name} again");

    public static Text Undone(string name) => new($"{name} wird wieder geöffnet.", $"{name} is being opened again.");

    public static Text DrainHome(string home) => new($"{home} leeren", $"Drain {home}");

    public static Text Settings(string home) => new($"{home} ändern", $"Change {home}");

    public static Text SinceBy(string name, string clock, string by) => new($"{name} soll leer werden. Gewollt seit {clock} von {by}.", $"{name} is to become empty. Wanted since {clock} by {by}.");

    public static Text WantedSince(string clock, string by) => new($"leeren, seit {clock}, von {by}", $"drain, since {clock}, by {by}");

    public static Text Ago(Text span) => new($"vor {span.German}", $"{span.English} ago");

    public static Text MoveSetTo(DateTimeOffset at, TimeProvider time)
    {
        var when = ShownTime.When(at, time);
        return new($"{NumberWords.Capital(when.German)} zieht um, was dann noch läuft.", $"{NumberWords.Capital(when.English)} whatever still runs then is moved.");
    }

    public static Text StaysClosed(string name) => new(
        $"{name} bleibt geschlossen, bis Sie es wieder öffnen. Von selbst geschieht das nie, auch nicht nach einem Neustart.",
        $"{name} stays closed until you open it again. It never opens by itself, not after a restart either.");

    public static Text MoreRooms(int count) => count == 1 ? new("Ein weiterer Raum", "One more room") : new($"{count} weitere Räume", $"{count} more rooms");

    /// <summary>The warning that the usual peak needs this node.</summary>
    public static Text Needed(string name, DateTimeOffset at, TimeProvider time)
    {
        var clock = ShownTime.Clock(at, time);
        return TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).Date == time.GetLocalNow().Date
            ? new($"Heute um {clock} wird {name} gebraucht.", $"{name} is needed today at {clock}.")
            : new($"Morgen um {clock} wird {name} gebraucht.", $"{name} is needed tomorrow at {clock}.");
    }

    public static Text NeededWhy(string name, PeakAhead peak, DayOfWeek day) => new(
        $"{Weekdays[(int)day].German} sind dann üblich {peak.People} Menschen da. Ohne {name} ist Platz für {peak.Room}.",
        $"On {Weekdays[(int)day].English} {peak.People} people are usual then. Without {name} there is room for {peak.Room}.");

    private static readonly Text[] Weekdays =
    [
        new("Sonntags", "Sundays"), new("Montags", "Mondays"), new("Dienstags", "Tuesdays"), new("Mittwochs", "Wednesdays"),
        new("Donnerstags", "Thursdays"), new("Freitags", "Fridays"), new("Samstags", "Saturdays"),
    ];

    /// <summary>Why nothing can be moved; null = it can.</summary>
    public static Text? NoMove(DrainObstacle? obstacle) => obstacle == DrainObstacle.NowhereToGo
        ? new("Verschieben geht gerade nicht: Kein anderer Shard nimmt Räume an. Was läuft, bleibt bis zu seinem Ende.", "Nothing can be moved just now: no other shard takes rooms. What runs stays to its end.")
        : null;
}
