using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep;

/// <summary>A shard or a bridge, found by its one name: both are drained the same way.</summary>
public abstract record FleetNode(ShardState Home)
{
    /// <summary>The name that it is called by everywhere: a shard's name, a bridge's server-id.</summary>
    public abstract string Name { get; }

    /// <summary>What is wanted of it.</summary>
    public abstract Wanted? Wanted { get; }

    /// <summary>A whole shard.</summary>
    public sealed record OfShard(ShardState Home) : FleetNode(Home)
    {
        /// <inheritdoc/>
        public override string Name => Home.Id.Name;

        /// <inheritdoc/>
        public override Wanted? Wanted => Home.Wanted;
    }

    /// <summary>One bridge of a shard.</summary>
    public sealed record OfBridge(ShardState Home, BridgeState Bridge) : FleetNode(Home)
    {
        /// <inheritdoc/>
        public override string Name => Bridge.Id.ServerId;

        /// <inheritdoc/>
        public override Wanted? Wanted => Bridge.Wanted;

        /// <summary>Whether its shard has no other that is open: Jicofo would use it all the same, so the shard is what is drained.</summary>
        public bool IsOnly
        {
            get
            {
                foreach (var other in Home.Bridges)
                {
                    if (other.Id != Bridge.Id && !other.IsDraining)
                        return false;
                }

                return true;
            }
        }
    }

    /// <summary>Nothing has that name.</summary>
    public static Problem NoSuchNode { get; } = new Problem.NotFound(new(
        "Keinen Shard und keine Bridge gibt es mit diesem Namen. „Flotte“ zeigt alle.", "No shard and no bridge has that name. \"Fleet\" has all of them."));

    /// <summary>The shard or bridge of that name, or null.</summary>
    public static FleetNode? Find(FleetSnapshot fleet, string name)
    {
        if (fleet.Find(new ShardId(name)) is { } shard)
            return new OfShard(shard);
        foreach (var home in fleet.Shards)
        {
            foreach (var bridge in home.Bridges)
            {
                if (bridge.Id.ServerId == name)
                    return new OfBridge(home, bridge);
            }
        }

        return null;
    }
}
