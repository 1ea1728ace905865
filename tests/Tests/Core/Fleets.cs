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
            ? state with { Shard = Guarding(state.Shard) }
            : state)]);

    /// <summary>The same fleet, in which an admin empties those shards.</summary>
    public static FleetSnapshot ThatDrains(this FleetSnapshot fleet, params string[] names) => fleet.Where(names, state => state with
    {
        Wanted = new Wanted(WantedState.Drain, DateTimeOffset.UnixEpoch, "admin"),
    });

    /// <summary>The same fleet, in which that shard has reported this.</summary>
    public static FleetSnapshot ThatReports(this FleetSnapshot fleet, string name, ShardReport report, bool isOld = false) =>
        fleet.Where([name], state => state with { Report = report, IsReportOld = isOld });

    /// <summary>The same fleet, in which those shards carry so many people at full load.</summary>
    public static FleetSnapshot ThatCarries(this FleetSnapshot fleet, int people, params string[] names) =>
        fleet.Where(names, state => state with { Shard = state.Shard with { Capacity = people } });

    private static FleetSnapshot Where(this FleetSnapshot fleet, string[] names, Func<ShardState, ShardState> change) =>
        new(fleet.Version + 1, [.. fleet.Shards.Select(state => names.Contains(state.Id.Name) ? change(state) : state)]);

    /// <summary>The same shard, which checks tokens.</summary>
    public static Shard Guarding(Shard shard) => shard with { Authentication = ShardAuthentication.Token, Token = Token };

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
