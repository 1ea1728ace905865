using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>What the polls say of a shard or a bridge.</summary>
public enum NodeHealth
{
    /// <summary>Not heard of yet. Closed to rooms: unknown is not healthy.</summary>
    Unknown,

    /// <summary>Answers; takes rooms.</summary>
    Up,

    /// <summary>A shard that answers and cannot hold a meeting: its Jicofo or all its bridges are ill. No new rooms; those there stay.</summary>
    Ill,

    /// <summary>Does not answer; its rooms move at their next request.</summary>
    Down,
}

/// <summary>What a shard's own parts reported at one moment; null is what nobody there says.</summary>
/// <param name="At">When it was read.</param>
public sealed record ShardReport(DateTimeOffset At)
{
    /// <summary>A choice does not rest on a report that is older than this: six rounds of questions.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromSeconds(30);

    /// <summary>Load, in people: the stress of its bridges by their capacity, else the people that are counted.</summary>
    public double? Load { get; init; }

    /// <summary>People in its meetings.</summary>
    public int? People { get; init; }

    /// <summary>Meetings with somebody in them.</summary>
    public int? Rooms { get; init; }

    /// <summary>Connections of the gateway to it at that moment: whoever came since is not in the report.</summary>
    public int Connections { get; init; }

    /// <summary>Who is where, by its census: rooms with at least one person. Null = it has no census.</summary>
    public FrozenDictionary<RoomName, int>? Census { get; init; }
}

/// <summary>A shard and what is known of it at one moment.</summary>
public sealed record ShardState(Shard Shard, NodeHealth Health)
{
    /// <summary>The shard's name.</summary>
    public ShardId Id => Shard.Id;

    /// <summary>Whether rooms can be placed on it and requests be sent to it.</summary>
    public bool IsUp => Health == NodeHealth.Up;

    /// <summary>What is wanted of it; null = nothing special.</summary>
    public Wanted? Wanted { get; init; }

    /// <summary>Its last report; null = none yet, or it tells nothing.</summary>
    public ShardReport? Report { get; init; }

    /// <summary>Whether the last report is older than a choice may rest on. Without any source of reports there is nothing to grow old.</summary>
    public bool IsReportOld { get; init; }

    /// <summary>
    /// When its people were counted last: one of its parts told them, or none of them ever tells any and the gateway's own
    /// connections are the count. Null = not yet.
    /// </summary>
    public DateTimeOffset? CountedAt { get; init; }

    /// <summary>
    /// People in rooms that everybody left who had come through the gateway, where it has no census and can be asked for
    /// single rooms. Null = it was not asked.
    /// </summary>
    public FrozenDictionary<RoomName, int>? StillThere { get; init; }

    /// <summary>Who is in that room as its shard says, however they came; null = it says nothing of that room.</summary>
    public int? PeopleIn(RoomName room) =>
        Health == NodeHealth.Down ? null
        : !IsReportOld && Report?.Census is { } census ? census.GetValueOrDefault(room)
        : StillThere is { } asked && asked.TryGetValue(room, out var people) ? people : null;

    /// <summary>Its bridges, in the order of the configuration.</summary>
    public ImmutableArray<BridgeState> Bridges { get; init; } = [.. Shard.Bridges.Select(bridge => new BridgeState(bridge))];

    /// <summary>What is wrong with its answers, one line each, for the log and the page.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>Since when its health is what it is; null = since the gateway started.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it takes no new rooms while another shard can: it is drained itself, or every bridge of it is.</summary>
    public bool IsDraining
    {
        get
        {
            if (Wanted is { IsDrain: true })
                return true;
            foreach (var bridge in Bridges)
            {
                if (!bridge.IsDraining)
                    return false;
            }

            return Bridges.Length > 0;
        }
    }
}
