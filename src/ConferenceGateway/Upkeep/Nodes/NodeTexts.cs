using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>What is said of a shard or a bridge in a word or two, wherever it stands.</summary>
internal static class NodeTexts
{
    public static readonly Text Open = new("offen", "open");
    public static readonly Text Drains = new("leert sich", "draining");
    public static readonly Text Empty = new("leer", "empty");
    public static readonly Text Silent = new("antwortet nicht", "does not answer");
    public static readonly Text Ill = new("gestört", "ill");
    public static readonly Text Unknown = new("noch keine Antwort", "no answer yet");
    public static readonly Text NotAsked = new("wird nicht gefragt", "not asked");
    public static readonly Text OldReport = new("Bericht zu alt", "report too old");
    public static readonly Text Unconfirmed = new("nicht bestätigt", "not confirmed");
    public static readonly Text Opens = new("öffnet sich", "opening");
    public static readonly Text Ends = new("fährt herunter", "shutting down");
    public static readonly Text DrainsOutside = new("leert sich, nicht von hier", "draining, not from here");
    public static readonly Text AllBridgesDrain = new("alle Bridges leeren sich", "all bridges drain");
    public static readonly Text WantedOpen = new("gewollt: offen", "wanted: open");
    public static readonly Text WantedDrain = new("gewollt: leeren", "wanted: drain");

    /// <summary>Behind a number.</summary>
    public static readonly Text People = new("Menschen", "people");
    public static readonly Text Rooms = new("Räume", "rooms");

    /// <summary>Behind that number.</summary>
    public static Text PeopleOf(int? count) => count == 1 ? new("Mensch", "person") : People;

    /// <summary>Behind that number.</summary>
    public static Text RoomsOf(int? count) => count == 1 ? new("Raum", "room") : Rooms;

    public static Text Kind(bool isBridge) => isBridge ? new("Bridge", "bridge") : new("Shard", "shard");

    public static Text WantedAt(string clock) => new($"gewollt {clock}", $"wanted {clock}");

    /// <summary>A word as a sentence has it, behind the name.</summary>
    /// <param name="word">One of those above.</param>
    /// <param name="isWell">Whether nothing is odd beside it.</param>
    public static Text Sentence(Text word, bool isWell) => word switch
    {
        _ when word == Open => isWell ? new("nimmt Räume an", "takes rooms") : new("nimmt Räume an, antwortet aber anders als erwartet", "takes rooms, but answers other than expected"),
        _ when word == Drains => new("leert sich", "drains"),
        _ when word == Empty => new("ist leer", "is empty"),
        _ when word == Ill => new("ist gestört", "is ill"),
        _ when word == Unknown => new("hat noch nicht geantwortet", "has not answered yet"),
        _ when word == NotAsked => new("wird nicht gefragt", "is not asked"),
        _ when word == OldReport => new("hat lange nichts berichtet", "has not reported for long"),
        _ when word == Unconfirmed => new("bestätigt das Leeren nicht", "does not confirm its drain"),
        _ when word == Opens => new("öffnet sich", "is opening"),
        _ when word == Ends => new("fährt herunter", "is shutting down"),
        _ when word == DrainsOutside => new("leert sich, aber nicht von hier aus", "drains, but not from here"),
        _ when word == AllBridgesDrain => new("leert sich: Alle Bridges sind geschlossen", "drains: all its bridges are closed"),
        _ => word,
    };
}
