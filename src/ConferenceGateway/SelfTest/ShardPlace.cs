using System.Globalization;
using ConferenceGateway.Core;

namespace ConferenceGateway.SelfTest;

/// <summary>A shard and where it stands in the settings, so that a finding can name the line.</summary>
internal sealed record ShardPlace(Shard Shard, int Index)
{
    /// <summary><c>shard a</c>.</summary>
    public string Subject => $"shard {Shard.Id.Name}";

    /// <summary><c>Fleet:Shards:0:Host</c>.</summary>
    public string Key(string name) => string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{Index}:{name}");

    /// <summary><c>Fleet:Shards:0:Bridges:1:ServerId</c>.</summary>
    public string BridgeKey(int bridge, string name) => Key(string.Create(CultureInfo.InvariantCulture, $"Bridges:{bridge}:{name}"));

    /// <summary>The places of a fleet.</summary>
    public static IReadOnlyList<ShardPlace> Of(IEnumerable<Shard> shards) => [.. shards.Select((shard, index) => new ShardPlace(shard, index))];
}
