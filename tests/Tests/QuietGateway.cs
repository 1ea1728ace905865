using ConferenceGateway.Testing;

namespace ConferenceGateway.Tests;

/// <summary>A gateway whose one shard is dead: for what needs none.</summary>
internal static class QuietGateway
{
    public static Task<TestGateway> StartAsync(IReadOnlyDictionary<string, string?>? settings = null) => TestGateway.StartAsync(new TestGatewayOptions
    {
        WaitsForShards = false,
        Settings = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Fleet:Shards:0:Name"] = "a",
            ["Fleet:Shards:0:Address"] = "http://127.0.0.1:9",
        },
    });
}
