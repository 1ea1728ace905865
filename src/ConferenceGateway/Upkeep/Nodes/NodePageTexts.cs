using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>The words of the page of one shard or bridge.</summary>
internal static class NodePageTexts
{
    public static readonly Text ToDrain = new("Zum Leeren", "To the drain");
    public static readonly Text Faults = new("Was nicht stimmt", "What is wrong");
    public static readonly Text FaultsHint = new("So steht es auch im Protokoll des Gateways. Der Rest der Flotte arbeitet weiter.", "So it stands in the gateway’s log too. The rest of the fleet goes on working.");
    public static readonly Text RoomsThere = new("Wer dort ist", "Who is there");
    public static readonly Text Says = new("Was es sagt", "What it says");
    public static readonly Text Settings = new("Einstellungen", "Settings");
    public static readonly Text BelongsTo = new("Gehört zu", "Belongs to");

    /// <summary>Its name and how it is.</summary>
    public static Text Headline(string name, NodeSign sign) => sign.IsPlain
        ? new($"{name} nimmt Räume an.", $"{name} takes rooms.")
        : new($"{name}: {sign.Word.German}.", $"{name}: {sign.Word.English}.");

    /// <summary>How long it has been so, and who is there.</summary>
    public static Text Lead(DrainFacts facts, TimeProvider time)
    {
        var health = facts.Node is FleetNode.OfBridge bridge ? bridge.Bridge.Health : facts.Node.Home.Health;
        var word = NodeTexts.Health(health);
        var known = facts.Node is FleetNode.OfShard && facts.Node.Home.Since is { } since
            ? new Text($"Seit {ShownTime.Soon(since, time).German}: {word.German}.", $"Since {ShownTime.Soon(since, time).English}: {word.English}.")
            : new Text(Capital(word.German) + ".", Capital(word.English) + ".");
        if (health == NodeHealth.Unknown && facts.Node is FleetNode.OfBridge { Bridge.Bridge.PrivateAddress: null })
            known = new("Das Gateway kann sie nicht fragen: Es kennt ihre private Adresse nicht.", "The gateway cannot ask it: it does not know its private address.");
        return (facts.People, facts.Rooms) switch
        {
            (0, null or 0) => new($"{known.German} Niemand ist dort.", $"{known.English} Nobody is there."),
            ({ } people, { } rooms) => new($"{known.German} {Counts.People(people).German} in {Counts.InRooms(rooms).German}.", $"{known.English} {Counts.People(people).English} in {Counts.InRooms(rooms).English}."),
            ({ } people, null) => new($"{known.German} {Counts.People(people).German} dort.", $"{known.English} {Counts.People(people).English} there."),
            _ => known,
        };
    }

    private static string Capital(string word) => NumberWords.Capital(word);
}
