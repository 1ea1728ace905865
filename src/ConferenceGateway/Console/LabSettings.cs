using System.Globalization;
using ConferenceGateway.Lab;

namespace ConferenceGateway.Console;

/// <summary>How an operator would write simulated shards into the settings: for the demo, and for tests.</summary>
internal static class LabSettings
{
    /// <summary>The section <c>Fleet</c>, in the order of the shards.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(IEnumerable<LabShard> shards)
    {
        foreach (var (index, shard) in shards.Index())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{index}");
            var address = shard.Address.ToString();
            yield return new($"{key}:Name", shard.Name);
            yield return new($"{key}:AnnouncedName", shard.Name);
            yield return new($"{key}:Address", address);
            foreach (var (bridge, serverId) in shard.ServerIds.Index())
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{key}:Bridges:{bridge}:ServerId"), serverId);
                yield return new(string.Create(CultureInfo.InvariantCulture, $"{key}:Bridges:{bridge}:Address"), address);
            }
        }
    }
}
