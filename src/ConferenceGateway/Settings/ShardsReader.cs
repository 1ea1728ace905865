using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ConferenceGateway.Core;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>Fleet:Shards[]</c>. Name and address are enough for a first shard.</summary>
internal sealed partial class ShardsReader(IConfigurationSection section, string folder, Uri? meeting, OwnAddresses own, SettingFaults faults)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _serverIds = new(StringComparer.Ordinal);

    public ImmutableArray<Shard> Read()
    {
        // A list has numbers; a name in their place was reported as a key that does not exist.
        var children = section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).ToList();
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list of shards, each with Name and Address");
        else if (children.Count == 0)
            faults.Missing(section.Path, "the list of shards, at least one with Name and Address");
        return [.. children.Select(ReadShard).OfType<Shard>()];
    }

    private Shard? ReadShard(IConfigurationSection shard)
    {
        var name = ReadName(shard);
        var address = ReadAddress(shard, "Address", required: true);
        var prosody = ReadAddress(shard, "Prosody", required: false) ?? address;
        var jicofo = ReadAddress(shard, "Jicofo", required: false) ?? address;
        var host = ReadPattern(shard, "Host", HostPattern(), "must be a host name, with a port if Prosody wants one") ?? meeting?.Host;
        var announced = ReadPattern(shard, "AnnouncedName", NamePattern(), "must be the shard_name of its Prosody: up to 64 letters, digits, dots, hyphens, underscores");
        var authentication = ReadAuthentication(shard);
        var token = authentication == ShardAuthentication.Token ? ReadToken(shard.GetSection("Token"), host) : null;
        var reservations = CallerReader.ReadOptional(shard.GetSection("Reservations"), folder, faults);
        var bridges = ReadBridges(shard.GetSection("Bridges"));
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

        var name = ReadPattern(shard, "Name", NamePattern(), rule);
        if (name is not null)
            Unique(_names, name, shard, "Name");
        return name;
    }

    private ServerAddress? ReadAddress(IConfigurationSection parent, string key, bool required)
    {
        var text = parent[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required || text is not null)
                faults.Missing($"{parent.Path}:{key}", "the address of a server of the shard, for example http://10.0.0.5:8000");
            return null;
        }

        if (!ServerAddress.TryParse(text, out var address))
            faults.Wrong($"{parent.Path}:{key}", text, ServerAddress.Rule);
        else if (own.Has(address))
            faults.Wrong($"{parent.Path}:{key}", text, "must not be the gateway itself: it would ask itself for ever");
        else
            return address;
        return null;
    }

    private ShardAuthentication ReadAuthentication(IConfigurationSection shard)
    {
        var key = $"{shard.Path}:Authentication";
        switch (shard["Authentication"])
        {
            case null:
                break;
            case { } text when text.Equals(nameof(ShardAuthentication.None), StringComparison.OrdinalIgnoreCase):
                break;
            case { } text when text.Equals(nameof(ShardAuthentication.Token), StringComparison.OrdinalIgnoreCase):
                return ShardAuthentication.Token;
            case var text:
                faults.Wrong(key, text, "must be None or Token");
                break;
        }

        return ShardAuthentication.None;
    }

    private ShardToken? ReadToken(IConfigurationSection token, string? host)
    {
        var issuer = ReadText("Issuer", "the app_id of its Prosody");
        var audience = token["Audience"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : "jitsi";
        var subject = token["Subject"] is { } other && !string.IsNullOrWhiteSpace(other) ? other.Trim() : host?.Split(':')[0];
        var secret = (token["Secret"], token["SecretFile"]) switch
        {
            (null, { } file) => SecretFile.Read($"{token.Path}:SecretFile", file, folder, faults),
            ({ } written, null) when !string.IsNullOrWhiteSpace(written) => written,
            ({ }, { }) => Fault(),
            _ => ReadText("SecretFile", "a file with the app_secret of its Prosody"),
        };
        // What guesses a secret has a token of ours to try it on: whoever is in one meeting.
        if (secret is { Length: < 16 })
            faults.Add($"{token.Path}:Secret is too short: at least 16 characters, better 32 random ones. docs/jitsi-tokens.md says how to change the app_secret.");
        return issuer is null || subject is null || secret is null ? null : new ShardToken { Issuer = issuer, Audience = audience, Subject = subject, Secret = secret };

        string? ReadText(string key, string what)
        {
            if (token[key] is { } value && !string.IsNullOrWhiteSpace(value))
                return value.Trim();
            faults.Missing($"{token.Path}:{key}", what);
            return null;
        }

        string? Fault()
        {
            faults.Add($"{token.Path}:Secret and {token.Path}:SecretFile are both set: one of them is enough.");
            return null;
        }
    }

    private ImmutableArray<Bridge> ReadBridges(IConfigurationSection section)
    {
        if (!string.IsNullOrWhiteSpace(section.Value))
            faults.Wrong(section.Path, section.Value, "must be a list of bridges, each with ServerId and Address");
        return [.. section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).Select(ReadBridge).OfType<Bridge>()];
    }

    private Bridge? ReadBridge(IConfigurationSection bridge)
    {
        if (string.IsNullOrWhiteSpace(bridge["ServerId"]))
            faults.Missing($"{bridge.Path}:ServerId", "the server-id of the bridge's websockets, as in its jvb.conf");
        var serverId = ReadPattern(bridge, "ServerId", NamePattern(), "must be the server-id of the bridge: up to 64 letters, digits, dots, hyphens, underscores");
        if (serverId is not null)
            Unique(_serverIds, serverId, bridge, "ServerId");
        var address = ReadAddress(bridge, "Address", required: true);
        var inside = ReadAddress(bridge, "PrivateAddress", required: false);
        return serverId is null || address is null ? null : new Bridge(new BridgeId(serverId), address) { PrivateAddress = inside };
    }

    private string? ReadPattern(IConfigurationSection parent, string key, Regex pattern, string rule)
    {
        var text = parent[key];
        if (string.IsNullOrWhiteSpace(text) || pattern.IsMatch(text))
            return string.IsNullOrWhiteSpace(text) ? null : text;
        faults.Wrong($"{parent.Path}:{key}", text, rule);
        return null;
    }

    private void Unique(Dictionary<string, string> seen, string value, IConfigurationSection parent, string key)
    {
        if (!seen.TryAdd(value, parent.Path))
            faults.Wrong($"{parent.Path}:{key}", value, $"must be there once, and {seen[value]} has it already");
    }

    // A name goes into a cookie, a header and the logs.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?\z")]
    private static partial Regex HostPattern();
}
