using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>Fleet:Shards:#:Bridges[]</c>. A bridge is in one shard only, and no two are called the same.</summary>
internal sealed class BridgesReader(OwnAddresses own, SettingFaults faults)
{
    private readonly Dictionary<string, string> _serverIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The bridges of one shard.</summary>
    public ImmutableArray<Bridge> Read(IConfigurationSection section)
    {
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list of bridges, each with ServerId and Address");
        var nicknames = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).Select(child => ReadOne(child, nicknames)).OfType<Bridge>()];
    }

    /// <summary>Names a bridge that is called like a shard.</summary>
    public void CheckApart(IReadOnlyDictionary<string, string> shards)
    {
        foreach (var (serverId, path) in _serverIds)
        {
            if (shards.TryGetValue(serverId, out var shard))
                faults.Wrong($"{path}:ServerId", serverId, $"must not be the name of a shard too, and {shard} has it: both are drained by their names");
        }
    }

    private Bridge? ReadOne(IConfigurationSection bridge, Dictionary<string, string> nicknames)
    {
        if (string.IsNullOrWhiteSpace(bridge["ServerId"]))
            faults.Missing($"{bridge.Path}:ServerId", "the server-id of the bridge's websockets, as in its jvb.conf");
        var serverId = ReadName(bridge, "ServerId", "must be the server-id of the bridge: up to 64 letters, digits, dots, hyphens, underscores");
        if (serverId is not null)
            Unique(_serverIds, serverId, bridge, "ServerId");
        var inside = own.Read(bridge, "PrivateAddress", required: false, faults);
        if (inside is not null)
            Unique(_addresses, inside.Prefix, bridge, "PrivateAddress");
        // Where it can be asked, it can be drained; its websockets need not come through the gateway.
        var address = own.Read(bridge, "Address", required: bridge["PrivateAddress"] is null, faults);
        var nickname = ReadName(bridge, "Nickname", "must be its nickname in Jicofo's brewery: up to 64 letters, digits, dots, hyphens, underscores") ?? serverId;
        if (nickname is not null)
            Unique(nicknames, nickname, bridge, bridge["Nickname"] is null ? "ServerId" : "Nickname");
        var capacity = bridge.ReadNumber("Capacity", Bridge.DefaultCapacity, 1, ShardsReader.MostPeople, faults);
        return serverId is null || (address is null && inside is null)
            ? null
            : new Bridge(new BridgeId(serverId), address) { PrivateAddress = inside, Nickname = nickname!, Capacity = capacity };
    }

    private string? ReadName(IConfigurationSection bridge, string key, string rule) => bridge.ReadPattern(key, ShardsReader.NamePattern(), rule, faults);

    private void Unique(Dictionary<string, string> seen, string value, IConfigurationSection bridge, string key)
    {
        if (seen.TryAdd(value, bridge.Path))
            return;
        // The same server-id under two nicknames' keys is one fault, and was named.
        if (key != "ServerId" || ReferenceEquals(seen, _serverIds))
            faults.Wrong($"{bridge.Path}:{key}", value, $"must be there once, and {seen[value]} has it already");
    }
}
