using System.Globalization;
using ConferenceGateway.Testing;

namespace ConferenceGateway.SystemTests;

/// <summary>The gateway itself before two real Prosodys.</summary>
public sealed class GatewayMeetingTests : ShardedMeetingTests
{
    private protected override OpenFront OpenFront => async (shards, _) =>
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (shard, index) in shards.Select((shard, index) => (shard, index)))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Fleet:Shards:{index}");
            settings[$"{key}:Name"] = shard.Name;
            settings[$"{key}:Address"] = shard.Address.ToString();
        }

        var gateway = await TestGateway.StartAsync(new TestGatewayOptions { Settings = settings });
        return new Front(new Uri($"http://{gateway.EndPoint}"), "meet.test", gateway);
    };
}
