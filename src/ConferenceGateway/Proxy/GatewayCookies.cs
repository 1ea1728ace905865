using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>The cookie that remembers which shard a page came from, for the files of that page.</summary>
internal sealed class GatewayCookies(Origins origins)
{
    /// <summary>A <c>__Host-</c> cookie needs https; loopback http has another name for it.</summary>
    public string ShardName => origins.IsSecure ? "__Host-shard" : "shard";

    /// <summary>The whole <c>Set-Cookie</c> for a shard. It ends with the browser.</summary>
    public string ForShard(ShardId shard) =>
        $"{ShardName}={shard.Name}; Path=/; HttpOnly; SameSite=Lax{(origins.IsSecure ? "; Secure" : "")}";
}
