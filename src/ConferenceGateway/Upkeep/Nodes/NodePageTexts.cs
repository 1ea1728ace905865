using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>The words of the page of one shard or bridge.</summary>
internal static class NodePageTexts
{
    public static readonly Text ToDrain = new("Zum Leeren", "To the drain");
    public static readonly Text Faults = new("Was nicht stimmt", "What is wrong");
    public static readonly Text FaultsHint = new("Genauso steht es im Protokoll des Gateways. Der Rest der Flotte arbeitet weiter.", "The gateway’s log has the same lines. The rest of the fleet goes on working.");
    public static readonly Text RoomsThere = new("Wer dort ist", "Who is there");
    public static readonly Text Says = new("Was gemeldet wird", "What is reported");
    public static readonly Text Settings = new("Einstellungen", "Settings");
    public static readonly Text BelongsTo = new("Gehört zu", "Belongs to");

    /// <summary>Its name and how it is.</summary>
    public static Text Headline(string name, NodeSign sign) => new($"{name} {sign.Sentence.German}.", $"{name} {sign.Sentence.English}.");

    /// <summary>How long it has been so, and who is there.</summary>
    public static Text Lead(DrainFacts facts, TimeProvider time)
    {
        var known = Known(facts.Node, time);
        var there = (facts.People, facts.Rooms) switch
        {
            (0, null or 0) => new Text("Niemand ist dort.", "Nobody is there."),
            ({ } people, { } rooms) => new($"{Counts.People(people).German} in {Counts.InRooms(rooms).German}.", $"{Counts.People(people).English} in {Counts.InRooms(rooms).English}."),
            ({ } people, null) => new($"{Counts.People(people).German} dort.", $"{Counts.People(people).English} there."),
            _ => Text.Same(""),
        };
        return new($"{known.German} {there.German}".TrimEnd(), $"{known.English} {there.English}".TrimEnd());
    }

    private static Text Known(FleetNode node, TimeProvider time) => node switch
    {
        FleetNode.OfBridge { Bridge: { Health: NodeHealth.Unknown, Bridge.PrivateAddress: null } } =>
            new("Das Gateway kann sie nicht fragen: Es kennt ihre private Adresse nicht.", "The gateway cannot ask it: it does not know its private address."),
        FleetNode.OfBridge { Bridge.Health: NodeHealth.Down or NodeHealth.Unknown } =>
            new("Von ihrer privaten Adresse kommt keine Antwort.", "No answer comes from its private address."),
        FleetNode.OfBridge { Bridge.Health: NodeHealth.Up } => new("Antwortet und ist gesund.", "Answers and is healthy."),
        FleetNode.OfBridge => new("Antwortet und kann kein Treffen halten.", "Answers and cannot hold a meeting."),
        _ => OfShard(node.Home.Health, node.Home.Since is { } since ? ShownTime.Soon(since, time) : null),
    };

    private static Text OfShard(NodeHealth health, Text? since) => (health, since) switch
    {
        (NodeHealth.Up, { } at) => new($"Gesund seit {at.German}.", $"Healthy since {at.English}."),
        (NodeHealth.Up, null) => new("Antwortet und ist gesund.", "Answers and is healthy."),
        (NodeHealth.Ill, { } at) => new($"So ist es seit {at.German}. Wer dort ist, bleibt dort. Neue Räume kommen nicht.", $"So it is since {at.English}. Whoever is there stays there. No new rooms come."),
        (NodeHealth.Ill, null) => new("Wer dort ist, bleibt dort. Neue Räume kommen nicht.", "Whoever is there stays there. No new rooms come."),
        (NodeHealth.Down, { } at) => new($"Keine Antwort seit {at.German}. Seine Räume ziehen auf andere Shards um.", $"No answer since {at.English}. Its rooms move to other shards."),
        (NodeHealth.Down, null) => new("Seine Räume ziehen auf andere Shards um.", "Its rooms move to other shards."),
        _ => new("Räume kommen erst, wenn er geantwortet hat.", "Rooms come only when it has answered."),
    };
}
