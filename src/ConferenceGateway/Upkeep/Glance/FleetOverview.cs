using System.Collections.Immutable;
using ConferenceGateway.Core;
using ConferenceGateway.Notices;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Glance;

/// <summary>The fleet at a glance: what it carries, for how many there is room, what needs an admin.</summary>
/// <param name="Fleet">The snapshot that it is made of.</param>
/// <param name="Now">When.</param>
public sealed record FleetOverview(FleetSnapshot Fleet, DateTimeOffset Now)
{
    /// <summary>Every shard, in the order of the snapshot.</summary>
    public ImmutableArray<ShardGlance> Shards { get; init; } = [];

    /// <summary>What needs an admin, the worst first; empty = nothing does.</summary>
    public ImmutableArray<FleetNeed> Needs { get; init; } = [];

    /// <summary>Why what is written of the fleet is not in force, a line each; empty = it is.</summary>
    public ImmutableArray<string> NotInForce { get; init; } = [];

    /// <summary>People in meetings.</summary>
    public int People => Shards.Sum(shard => shard.People);

    /// <summary>Meetings with somebody in them.</summary>
    public int Rooms => Shards.Sum(shard => shard.Rooms);

    /// <summary>For how many more people there is room, about, before a shard gets above <see cref="FullShare"/>.</summary>
    public int RoomFor { get; init; }

    /// <summary>What is announced or holds; null = nothing.</summary>
    public Maintenance? Maintenance { get; init; }

    /// <summary>Above this share of its capacity a node counts as full: Jicofo calls a bridge overloaded from there on.</summary>
    public const double FullShare = LoadBar.Limit;
}

/// <summary>A shard in numbers.</summary>
/// <param name="State">What is known of it.</param>
/// <param name="People">People there: reported, or counted here.</param>
/// <param name="Rooms">Rooms with somebody in them.</param>
/// <param name="Share">The share of its capacity that is taken.</param>
public sealed record ShardGlance(ShardState State, int People, int Rooms, double Share)
{
    /// <summary>What of it is drained, empty and safe to restart: its own name, or its bridges'.</summary>
    public ImmutableArray<string> Emptied { get; init; } = [];
}

/// <summary>Something that needs an admin.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">The shard's name or the bridge's server-id.</param>
/// <param name="Detail">In English, as the log has it; null = the kind says all.</param>
public sealed record FleetNeed(FleetNeedKind Kind, string Node, string? Detail = null);

/// <summary>What needs an admin, the worst first.</summary>
public enum FleetNeedKind
{
    /// <summary>It does not answer.</summary>
    Down,

    /// <summary>It answers and cannot hold a meeting.</summary>
    Ill,

    /// <summary>A drain that is wanted and does not take effect.</summary>
    DrainNotTaken,

    /// <summary>Rooms that were to be moved and could not be.</summary>
    MoveFailed,

    /// <summary>Its answers make no sense.</summary>
    Fault,

    /// <summary>Its last report is too old to choose by.</summary>
    OldReport,

    /// <summary>It is drained and empty: it can be restarted, then opened again.</summary>
    Emptied,
}
