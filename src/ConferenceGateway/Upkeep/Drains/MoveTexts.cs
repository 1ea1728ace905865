using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>The words of moving what is left.</summary>
internal static class MoveTexts
{
    public static readonly Text Failed = new("Was sich noch nicht verschieben ließ", "What could not be moved yet");
    public static readonly Text Why = new("Warum", "Why");
    public static readonly Text Tries = new("Versuche", "Tries");
    public static readonly Text Last = new("Zuletzt", "Last");
    public static readonly Text AllRooms = new("Alle Treffen", "All meetings");
    public static readonly Text TriedAgain = new("Das Gateway versucht es von selbst weiter.", "The gateway goes on trying by itself.");

    public static readonly Text Now = new("Jetzt verschieben", "Move now");
    public static readonly Text AtSetTime = new("Zu dieser Zeit verschieben", "Move at that time");
    public static readonly Text TimeLabel = new("Uhrzeit", "Time");
    public static readonly Text Wait = new("Weiter warten", "Go on waiting");
    public static readonly Text SetTime = new("Zu einer festen Zeit", "At a set time");
    public static readonly Text NoTime = new("Erwartet wird eine Uhrzeit wie 23:00.", "A time is expected, as 23:00.");
    public static readonly Text Moving = new("Der Umzug hat begonnen.", "The move has begun.");

    /// <summary>Who is told it beforehand.</summary>
    public static Text SaidBefore(bool alsoInChat) => alsoInChat
        ? new("Vorher steht es auf den Seiten des Raums, auch bei seiner Leitung, und fünf Minuten vorher im Chat des Treffens.", "The room’s pages say so beforehand, its chair’s too, and five minutes ahead the meeting’s chat.")
        : new("Vorher steht es auf den Seiten des Raums, auch bei seiner Leitung.", "The room’s pages say so beforehand, its chair’s too.");

    public static Text Title(string name) => new($"{name}: den Rest verschieben", $"{name}: move the rest");

    /// <summary>What is asked.</summary>
    public static Text Ask(DrainFacts facts) => facts.Rooms switch
    {
        1 => new($"Den letzten Raum von {facts.Node.Name} verschieben?", $"Move the last room of {facts.Node.Name}?"),
        > 1 and var rooms => new($"{NumberWords.Capital(NumberWords.Of(rooms).German)} Räume von {facts.Node.Name} verschieben?", $"Move {NumberWords.Of(rooms).English} rooms of {facts.Node.Name}?"),
        _ => new($"Den Rest von {facts.Node.Name} verschieben?", $"Move the rest of {facts.Node.Name}?"),
    };

    public static Text Clock(string clock) => new($"Nach der Uhr des Gateways, dort ist es {clock}. Eine frühere Zeit heißt morgen.", $"By the gateway’s clock: it is {clock} there. An earlier time means tomorrow.");

    public static Text Set(DateTimeOffset at, TimeProvider time)
    {
        var when = ShownTime.When(at, time);
        return new($"Der Umzug ist vorgemerkt: {when.German}.", $"The move is set: {when.English}.");
    }

    /// <summary>Why a room could not be moved.</summary>
    public static Text Fault(MoveFault fault) => fault switch
    {
        MoveFault.NowhereToGo => new("Kein anderer Shard nimmt ihn gerade.", "No other shard takes it just now."),
        MoveFault.JicofoRefuses => new("Jicofo antwortet nicht oder lehnt ab.", "Jicofo does not answer, or refuses."),
        MoveFault.StillThere => new("Verschoben, aber auf der Bridge sind noch Menschen.", "Moved, but people are still on the bridge."),
        MoveFault.MovedLately => new("Er ist vor weniger als einer Minute umgezogen.", "It moved less than a minute ago."),
        _ => new("Das Leeren ist nicht bestätigt: Jicofo würde sie zurückschicken.", "The drain is not confirmed: Jicofo would send them back."),
    };
}
