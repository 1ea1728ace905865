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
            if (shard.ProsodyAddress != shard.Address)
                yield return new($"{key}:Prosody", shard.ProsodyAddress.ToString());
            if (shard.JicofoAddress != shard.Address)
                yield return new($"{key}:Jicofo", shard.JicofoAddress.ToString());
            if (shard.Token is { } token)
            {
                yield return new($"{key}:Authentication", "Token");
                yield return new($"{key}:Token:Issuer", token.Issuer);
                yield return new($"{key}:Token:Audience", token.Audience);
                yield return new($"{key}:Token:Secret", token.Secret);
                if (token.Subject is not null)
                    yield return new($"{key}:Token:Subject", token.Subject);
            }

            foreach (var (number, bridge) in shard.Bridges.Index())
            {
                var bridgeKey = string.Create(CultureInfo.InvariantCulture, $"{key}:Bridges:{number}");
                yield return new($"{bridgeKey}:ServerId", bridge.ServerId);
                yield return new($"{bridgeKey}:Address", address);
                if (bridge.Address is { } inside)
                    yield return new($"{bridgeKey}:PrivateAddress", inside.ToString());
            }
        }
    }
}
