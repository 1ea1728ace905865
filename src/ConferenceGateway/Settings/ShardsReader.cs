using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>Fleet:Shards[]</c>. Name and address are enough for a first shard.</summary>
internal sealed partial class ShardsReader(IConfigurationSection section, string folder, Uri? meeting, OwnAddresses own, SettingFaults faults)
{
    /// <summary>The most people that a shard or a bridge can be said to carry.</summary>
    internal const int MostPeople = 100_000;

    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly BridgesReader _bridges = new(own, faults);

    public ImmutableArray<Shard> Read()
    {
        // A list has numbers; a name in their place was reported as a key that does not exist.
        var children = section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).ToList();
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list of shards, each with Name and Address");
        else if (children.Count == 0)
            faults.Missing(section.Path, "the list of shards, at least one with Name and Address");
        ImmutableArray<Shard> shards = [.. children.Select(ReadShard).OfType<Shard>()];
        // One namespace: a node is called by its one name in every command and on every page.
        _bridges.CheckApart(_names);
        return shards;
    }

    private Shard? ReadShard(IConfigurationSection shard)
    {
        var name = ReadName(shard);
        var address = own.Read(shard, "Address", required: true, faults);
        var prosody = own.Read(shard, "Prosody", required: false, faults) ?? address;
        var jicofo = own.Read(shard, "Jicofo", required: false, faults) ?? address;
        var host = shard.ReadPattern("Host", HostPattern(), "must be a host name, with a port if Prosody wants one", faults) ?? meeting?.Host;
        var announced = shard.ReadPattern("AnnouncedName", NamePattern(), "must be the shard_name of its Prosody: up to 64 letters, digits, dots, hyphens, underscores", faults);
        var authentication = shard.ReadChoice("Authentication", ShardAuthentication.None, faults);
        var token = authentication == ShardAuthentication.Token ? ShardTokenReader.Read(shard.GetSection("Token"), host, folder, faults) : null;
        var reservations = CallerReader.ReadOptional(shard.GetSection("Reservations"), folder, faults);
        var bridges = _bridges.Read(shard.GetSection("Bridges"));
        var capacity = shard["Capacity"] is null && bridges.Length > 0
            ? bridges.Sum(bridge => bridge.Capacity)
            : shard.ReadNumber("Capacity", Shard.DefaultCapacity, 1, MostPeople, faults);
        var chat = ShardChatReader.ReadOptional(shard.GetSection("Chat"), folder, faults);
        if (address is not null)
            Unique(_addresses, address.Prefix, shard, "Address");
        return name is null || address is null || host is null
            ? null
            : new Shard
            {
                Id = new ShardId(name),
                Address = address,
                Prosody = prosody!,
                Jicofo = jicofo!,
                Host = host,
                AnnouncedName = announced,
                Authentication = authentication,
                Token = token,
                Reservations = reservations,
                Bridges = bridges,
                Capacity = capacity,
                Chat = chat,
            };
    }

    private string? ReadName(IConfigurationSection shard)
    {
        const string rule = "must be a short name of its own: up to 64 letters, digits, dots, hyphens, underscores";
        if (string.IsNullOrWhiteSpace(shard["Name"]))
        {
            faults.Missing($"{shard.Path}:Name", "a short name for the shard, for example a");
            return null;
        }

        var name = shard.ReadPattern("Name", NamePattern(), rule, faults);
        if (name is not null)
            Unique(_names, name, shard, "Name");
        return name;
    }

    private void Unique(Dictionary<string, string> seen, string value, IConfigurationSection parent, string key)
    {
        if (!seen.TryAdd(value, parent.Path))
            faults.Wrong($"{parent.Path}:{key}", value, $"must be there once, and {seen[value]} has it already");
    }

    // A name goes into a cookie, a header and the logs.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    internal static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?\z")]
    private static partial Regex HostPattern();
}
