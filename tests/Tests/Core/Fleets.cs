using ConferenceGateway.Core;

namespace ConferenceGateway.Tests.Core;

/// <summary>Small fleets for tests.</summary>
internal static class Fleets
{
    public static FleetSnapshot Of(params string[] up) => Of([.. up.Select(name => (name, NodeHealth.Up))]);

    public static FleetSnapshot Of(params (string Name, NodeHealth Health)[] shards) =>
        new(version: 1, [.. shards.Select(shard => new ShardState(Shard(shard.Name), shard.Health))]);

    /// <summary>The same fleet, in which those shards check tokens.</summary>
    public static FleetSnapshot ThatGuard(this FleetSnapshot fleet, params string[] names) => new(fleet.Version + 1, [.. fleet.Shards.Select(state =>
        names.Contains(state.Id.Name)
            ? state with { Shard = state.Shard with { Authentication = ShardAuthentication.Token, Token = Token } }
            : state)]);

    private static ShardToken Token { get; } = new() { Issuer = "gateway", Audience = "jitsi", Subject = "meet.test", Secret = new string('x', 32) };

    public static Shard Shard(string name)
    {
        if (!ServerAddress.TryParse($"http://{name}.test", out var address))
            throw new ArgumentException(name);
        return new Shard
        {
            Id = new ShardId(name),
            Address = address,
            Prosody = address,
            Jicofo = address,
            Host = "meet.test",
            Bridges = [new Bridge(new BridgeId($"{name}-bridge"), address)],
        };
    }
}
