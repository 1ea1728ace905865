using ConferenceGateway.Core;
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
    public static readonly Text Unknown = new("noch nicht gehört", "not heard of yet");
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

    public static Text Kind(bool isBridge) => isBridge ? new("Bridge", "bridge") : new("Shard", "shard");

    public static Text WantedAt(string clock) => new($"gewollt {clock}", $"wanted {clock}");

    /// <summary>Its health, as a sentence has it.</summary>
    public static Text Health(NodeHealth health) => health switch
    {
        NodeHealth.Up => new("antwortet und ist gesund", "answers and is healthy"),
        NodeHealth.Ill => new("antwortet und kann kein Treffen halten", "answers and cannot hold a meeting"),
        NodeHealth.Down => Silent,
        _ => Unknown,
    };
}
