using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>
/// The fleet at one moment; replaced, never changed. A request reads it once and uses it to the end, so that all its
/// steps see the same fleet.
/// </summary>
public sealed class FleetSnapshot
{
    private readonly FrozenDictionary<ShardId, ShardState> _byId;
    private readonly FrozenDictionary<string, Bridge>.AlternateLookup<ReadOnlySpan<char>> _bridges;

    /// <summary>Builds a snapshot. Names and server-ids must be unique.</summary>
    /// <exception cref="ArgumentException">Two shards or two bridges share a name.</exception>
    public FleetSnapshot(long version, ImmutableArray<ShardState> shards)
    {
        Version = version;
        Shards = shards;
        _byId = shards.ToFrozenDictionary(state => state.Id);
        _bridges = shards.SelectMany(state => state.Shard.Bridges).Where(bridge => bridge.Address is not null)
            .ToFrozenDictionary(bridge => bridge.Id.ServerId, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        CanGuard = shards.Any(state => state.Shard.GuardsRooms);
        HasShardUp = shards.Any(state => state.IsUp);
        Standings = [.. shards.Select(state => new ShardStanding(state))];
    }

    /// <summary>Grows with every published change.</summary>
    public long Version { get; }

    /// <summary>In the order of the configuration.</summary>
    public ImmutableArray<ShardState> Shards { get; }

    /// <summary>The same order.</summary>
    internal ImmutableArray<ShardStanding> Standings { get; }

    /// <summary>Whether a room can be placed at all.</summary>
    public bool HasShardUp { get; }

    /// <summary>Whether any of them, up or down, takes tokens: without one no room can have a password.</summary>
    public bool CanGuard { get; }

    /// <summary>The shard of that name, or null: it left the configuration.</summary>
    public ShardState? Find(ShardId id) => _byId.GetValueOrDefault(id);

    /// <summary>Where a shard stands in the order; -1 = nowhere.</summary>
    internal int IndexOf(ShardId? id)
    {
        if (id is { } wanted)
        {
            for (var index = 0; index < Shards.Length; index++)
            {
                if (Shards[index].Id == wanted)
                    return index;
            }
        }

        return -1;
    }

    /// <summary>The bridge with that <c>server-id</c> whose websockets come through the gateway, or null. Allocates nothing.</summary>
    public Bridge? FindBridge(ReadOnlySpan<char> serverId) =>
        _bridges.TryGetValue(serverId, out var bridge) ? bridge : null;

    /// <summary>The next snapshot, with one shard's health changed.</summary>
    public FleetSnapshot With(ShardId id, NodeHealth health) =>
        new(Version + 1, [.. Shards.Select(state => state.Id == id ? state with { Health = health } : state)]);
}
