using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Glance;

/// <summary>What the fleet's page says first: the worst that is, and whether the rest carries it.</summary>
/// <param name="Headline">One sentence or two.</param>
/// <param name="Field">The class of the field: its tint.</param>
/// <param name="Door">How the door stands; null = there is none.</param>
/// <param name="LookAt">The node that it is about; null = none, or several.</param>
public sealed record FleetVerdict(Text Headline, string Field, DoorKind? Door, FleetPlace? LookAt = null)
{
    private const string Calm = "field";
    private const string Warn = "field warn";
    private const string Stop = "field stop";

    public static FleetVerdict Of(FleetOverview fleet, TimeProvider time)
    {
        if (fleet.Shards.IsEmpty)
            return new(new("Noch gibt es hier keinen Shard.", "There is no shard here yet."), Warn, DoorKind.Ajar);
        if (fleet.Shards.All(shard => shard.State.Health == NodeHealth.Unknown))
            return new(new("Das Gateway fragt die Server gerade zum ersten Mal.", "The gateway is asking the servers for the first time."), Calm, DoorKind.Waiting);
        if (!fleet.Fleet.HasShardUp)
            return new(new("Kein Server nimmt Räume an.", "No server takes rooms."), Stop, DoorKind.Barred, First(fleet, FleetNeedKind.Down) ?? First(fleet, FleetNeedKind.Ill));
        if (fleet.Maintenance is { } maintenance && maintenance.IsOn(fleet.Now))
            return new(GlanceTexts.Announced(maintenance, fleet.Now, time), Warn, DoorKind.Ajar);
        return OfNeeds(fleet) ?? OfQuiet(fleet);
    }

    /// <summary>Where something can be done about a need: at the node, or at its drain.</summary>
    public static FleetPlace PlaceOf(FleetNeed need) => new(
        need.Node, need.Kind is FleetNeedKind.DrainNotTaken or FleetNeedKind.MoveFailed or FleetNeedKind.Emptied ? NodeLinks.Drain(need.Node) : NodeLinks.Of(need.Node));

    private static FleetVerdict? OfNeeds(FleetOverview fleet)
    {
        var rest = fleet.RoomFor > 0 ? new Text("Der Rest trägt es.", "The rest carries it.") : new Text("Für den Rest wird es eng.", "It gets tight for the rest.");
        var field = fleet.RoomFor > 0 ? Warn : Stop;
        var door = fleet.RoomFor > 0 ? DoorKind.Ajar : DoorKind.Barred;
        return Count(FleetNeedKind.Down) switch
        {
            1 => new(With(new("Ein Server antwortet nicht.", "One server does not answer.")), field, door, First(fleet, FleetNeedKind.Down)),
            > 1 and var many => new(With(new($"{Capital(many).German} Server antworten nicht.", $"{Capital(many).English} servers do not answer.")), field, door, First(fleet, FleetNeedKind.Down)),
            _ when Count(FleetNeedKind.Ill) > 0 => new(With(new("Ein Server kann kein Treffen halten.", "One server cannot hold a meeting.")), field, door, First(fleet, FleetNeedKind.Ill)),
            _ when First(fleet, FleetNeedKind.DrainNotTaken) is { Node: var node } at => new(new($"{node} soll leer werden und nimmt weiter Räume an.", $"{node} is to become empty and still takes rooms."), Stop, DoorKind.Barred, at),
            _ when First(fleet, FleetNeedKind.MoveFailed) is { Node: var node } at => new(new($"Der Umzug von {node} kommt nicht voran.", $"The move of {node} does not get on."), Warn, DoorKind.Ajar, at),
            _ when First(fleet, FleetNeedKind.Fault) is { Node: var node } at => new(new($"{node} antwortet anders als erwartet.", $"{node} answers other than expected."), Warn, DoorKind.Ajar, at),
            _ when First(fleet, FleetNeedKind.OldReport) is { Node: var node } at => new(new($"{node} hat lange nichts berichtet.", $"{node} has not reported for long."), Warn, DoorKind.Ajar, at),
            _ => null,
        };

        int Count(FleetNeedKind kind) => fleet.Needs.Count(need => need.Kind == kind);

        Text With(Text what) => new($"{what.German} {rest.German}", $"{what.English} {rest.English}");
    }

    private static FleetVerdict OfQuiet(FleetOverview fleet)
    {
        if (First(fleet, FleetNeedKind.Emptied) is { Node: var node } empty)
            return new(new($"{node} ist leer. Sicher zum Neustart.", $"{node} is empty. Safe to restart."), "field ok", DoorKind.Open, empty);
        if (fleet.Shards.All(shard => shard.State.IsDraining))
            return new(new("Alle Server werden geleert.", "All servers are being drained."), Warn, DoorKind.Ajar);
        if (fleet.RoomFor <= 0)
            return new(new("Alle Server sind voll.", "All servers are full."), Warn, DoorKind.Ajar);
        string[] draining =
        [
            .. fleet.Shards.Where(shard => shard.State.Wanted is { IsDrain: true }).Select(shard => shard.State.Id.Name),
            .. fleet.Shards.SelectMany(shard => shard.State.Bridges).Where(bridge => bridge.Wanted is { IsDrain: true }).Select(bridge => bridge.Id.ServerId),
        ];
        return draining switch
        {
            [] => new(new("Alle Server nehmen Räume an.", "All servers take rooms."), Calm, null),
            [var one] => new(new($"{one} leert sich. Alle anderen nehmen Räume an.", $"{one} drains. All others take rooms."), Calm, null, new(one, NodeLinks.Drain(one))),
            { Length: var many } => new(new($"{Capital(many).German} Server leeren sich. Alle anderen nehmen Räume an.", $"{Capital(many).English} servers drain. All others take rooms."), Calm, null),
        };
    }

    private static FleetPlace? First(FleetOverview fleet, FleetNeedKind kind) => fleet.Needs.FirstOrDefault(need => need.Kind == kind) is { } first ? PlaceOf(first) : null;

    private static Text Capital(int count) => new(NumberWords.Capital(NumberWords.Of(count).German), NumberWords.Capital(NumberWords.Of(count).English));
}

/// <summary>A node, and the page where something can be done about it.</summary>
/// <param name="Node">The shard's name or the bridge's server-id.</param>
/// <param name="Path">The page.</param>
public sealed record FleetPlace(string Node, string Path);
