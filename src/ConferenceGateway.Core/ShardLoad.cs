namespace ConferenceGateway.Core;

/// <summary>What the gateway itself knows of a shard's load at the moment of a choice.</summary>
/// <param name="Connections">Open sockets and BOSH sessions that pass through the gateway.</param>
/// <param name="Rooms">Rooms that live there or are proposed to.</param>
/// <param name="Reserved">People whom the young rooms there still expect.</param>
public readonly record struct ShardLoad(int Connections, int Rooms, double Reserved = 0)
{
    /// <summary>
    /// People there as far as anybody knows: what was reported and who came since; where nothing is reported, or too long
    /// ago, the connections of the gateway.
    /// </summary>
    public double PeopleOn(ShardState state) => PeopleOn(new ShardStanding(state));

    internal double PeopleOn(in ShardStanding standing) =>
        standing.HasLoad ? standing.Load + Math.Max(0, Connections - standing.Connections) : Connections;
}
