using System.ComponentModel;
using System.Text.Json;
using ConferenceGateway.Core;
using ConferenceGateway.Notices;
using ConferenceGateway.Upkeep.Closing;
using ConferenceGateway.Upkeep.Glance;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>Words of the API for values of ours: <c>NotTaken</c> is <c>not-taken</c>.</summary>
internal static class Word
{
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>The fleet at a glance.</summary>
internal sealed record FleetBody(
    DateTimeOffset At,
    [property: Description("People in meetings.")] int People,
    [property: Description("Meetings with somebody in them.")] int Rooms,
    [property: Description("For how many more people there is room, about, before a shard gets above 80 % of its capacity.")] int RoomFor,
    [property: Description("What needs an admin, the worst first.")] IReadOnlyList<NeedBody> Needs,
    [property: Description("Why what is written of the fleet is not in force, a line each; empty: it is.")] IReadOnlyList<string> NotInForce,
    IReadOnlyList<ShardBody> Shards,
    [property: Description("null: nothing is announced.")] MaintenanceBody? Maintenance)
{
    public static FleetBody Of(FleetOverview seen) => new(
        seen.Now, seen.People, seen.Rooms, seen.RoomFor,
        [.. seen.Needs.Select(need => new NeedBody(Word.Of(need.Kind), need.Node, need.Detail))],
        seen.NotInForce,
        [.. seen.Shards.Select(shard => ShardBody.Of(shard, seen.Now))],
        seen.Maintenance is { } maintenance ? MaintenanceBody.Of(maintenance, seen.Now) : null);
}

/// <summary>Something that needs an admin.</summary>
internal sealed record NeedBody(
    [property: Description("down, ill, drain-not-taken, move-failed, fault, old-report or emptied.")] string Kind,
    [property: Description("A shard's name or a bridge's server-id.")] string Node,
    string? Detail);

/// <summary>What is wanted of a node.</summary>
internal sealed record WantedBody(
    [property: Description("drain, or open: undone, and not reported open yet.")] string State,
    DateTimeOffset Since,
    string By,
    [property: Description("When what is left is moved; null: it ends by itself.")] DateTimeOffset? MoveAt,
    int PeopleAtStart,
    int RoomsAtStart)
{
    public static WantedBody? Of(Wanted? wanted) => wanted is null ? null : new(
        Word.Of(wanted.State), wanted.Since, wanted.By, wanted.MoveAt, wanted.PeopleAtStart, wanted.RoomsAtStart);
}

/// <summary>A shard.</summary>
internal sealed record ShardBody(
    string Name,
    [property: Description("unknown, up, ill or down.")] string Health,
    [property: Description("null: since the gateway started.")] DateTimeOffset? Since,
    [property: Description("null: nothing special.")] WantedBody? Wanted,
    [property: Description("Whether it takes no new rooms: drained itself, or all its bridges are.")] bool IsDraining,
    int People,
    int Rooms,
    [property: Description("The share of its capacity that is taken; 1 is full.")] double Load,
    [property: Description("People at full load.")] int Capacity,
    [property: Description("null: it reports nothing.")] DateTimeOffset? ReportAt,
    [property: Description("Whether the report is too old to choose by.")] bool IsReportOld,
    [property: Description("What is wrong with its answers.")] IReadOnlyList<string> Faults,
    IReadOnlyList<BridgeBody> Bridges)
{
    public static ShardBody Of(ShardGlance glance, DateTimeOffset now)
    {
        var state = glance.State;
        return new(
            state.Id.Name, Word.Of(state.Health), state.Since, WantedBody.Of(state.Wanted), state.IsDraining, glance.People, glance.Rooms,
            Math.Round(glance.Share, 3), state.Shard.Capacity, state.Report?.At, state.IsReportOld, state.Faults, [.. state.Bridges.Select(BridgeBody.Of)]);
    }
}

/// <summary>A videobridge. null is what nobody says of it.</summary>
internal sealed record BridgeBody(
    string ServerId,
    [property: Description("unknown, up, ill or down.")] string Health,
    [property: Description("null: nothing special.")] WantedBody? Wanted,
    [property: Description("Whether it says itself that it drains.")] bool? SaysDraining,
    [property: Description("Whether Jicofo says that it drains.")] bool? JicofoSaysDraining,
    int? People,
    int? Conferences,
    [property: Description("By its own measure; 1 is full.")] double? Stress,
    [property: Description("People at full load.")] int Capacity,
    string? Version,
    DateTimeOffset? ReportAt,
    [property: Description("What is wrong with its answers.")] IReadOnlyList<string> Faults)
{
    public static BridgeBody Of(BridgeState state) => new(
        state.Id.ServerId, Word.Of(state.Health), WantedBody.Of(state.Wanted), state.Report?.IsDraining, state.JicofoSaysDraining,
        state.Report?.People, state.Report?.Conferences, state.Report?.Stress, state.Bridge.Capacity, state.Report?.Version, state.Report?.At, state.Faults);
}

/// <summary>A shard or a bridge, found by its name.</summary>
internal sealed record NodeBody(
    string Name,
    [property: Description("shard or bridge.")] string Kind,
    [property: Description("The shard, or the one that the bridge belongs to.")] ShardBody Shard,
    [property: Description("null: it is a shard.")] BridgeBody? Bridge)
{
    public static NodeBody Of(FleetNode node, FleetOverview seen) => new(
        node.Name, DrainBody.KindOf(node), ShardBody.Of(seen.Shards.First(shard => shard.State.Id == node.Home.Id), seen.Now),
        node is FleetNode.OfBridge bridge ? BridgeBody.Of(bridge.Bridge) : null);
}

/// <summary>A maintenance that is announced or holds.</summary>
internal sealed record MaintenanceBody(
    [property: Description("no-new-rooms or closed.")] string Kind,
    DateTimeOffset From,
    [property: Description("null: until an admin ends it.")] DateTimeOffset? Until,
    [property: Description("What members read; null: the usual sentence.")] string? Sentence,
    string By,
    [property: Description("Whether it has begun.")] bool IsOn)
{
    public static MaintenanceBody Of(Maintenance maintenance, DateTimeOffset now) => new(
        MaintenanceWish.NameOf(maintenance.Kind), maintenance.From, maintenance.Until, maintenance.Sentence, maintenance.By, maintenance.IsOn(now));
}

/// <summary>What is announced.</summary>
internal sealed record AnnouncedBody([property: Description("null: nothing.")] MaintenanceBody? Maintenance);

/// <summary>A maintenance that is to be.</summary>
internal sealed record NewMaintenanceBody
{
    [Description("no-new-rooms: meetings that run go on. closed: nobody meets, and what is open ends at the beginning.")]
    public string? Kind { get; init; }

    [Description("When it begins; left out: now.")]
    public DateTimeOffset? From { get; init; }

    [Description("When it ends by itself; left out: when an admin ends it. A closing needs it.")]
    public DateTimeOffset? Until { get; init; }

    [Description("One sentence for members, at most 200 characters; left out: the usual sentence.")]
    public string? Sentence { get; init; }
}
