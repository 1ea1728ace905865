using ConferenceGateway.Core;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>How far a drain is: what is wanted, held against what is reported.</summary>
internal sealed class DrainPhases(LastResort lastResort)
{
    /// <summary>
    /// So long a bridge, and Jicofo, have to report a drain: five rounds of asking, and a presence of Jicofo's takes as
    /// long as one.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A bridge's figures are up to so old when they are read: whoever was put on it before may not be in them.</summary>
    public static readonly TimeSpan FiguresAge = TimeSpan.FromSeconds(10);

    /// <summary>A request reads the fleet once: for so long rooms may still arrive at a shard whose drain has just begun.</summary>
    public static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(5);

    /// <summary>Nothing is called empty by an older count: three rounds of asking.</summary>
    public static readonly TimeSpan CountAge = TimeSpan.FromSeconds(15);

    /// <summary>How far it is.</summary>
    public DrainPhase Of(FleetSnapshot fleet, FleetNode node, Present present, DateTimeOffset now) =>
        Of(node, present, lastResort.Is(fleet, node), now);

    /// <summary>The same, where it is known whether new rooms come all the same.</summary>
    internal static DrainPhase Of(FleetNode node, Present present, bool isLastResort, DateTimeOffset now)
    {
        if (node.Wanted is not { } wanted)
            return DrainPhase.Open;
        if (!wanted.IsDrain)
            return DrainPhase.Reopening;
        if (node is FleetNode.OfBridge { Bridge: var bridge } && !IsInForce(bridge, now))
            return IsNotTaken(bridge, wanted, now) ? DrainPhase.NotTaken : DrainPhase.Told;
        if (present.IsEmpty && !isLastResort && IsCertain(node, wanted, present, now))
            return DrainPhase.Empty;
        return wanted.MoveAt <= now && !present.IsEmpty ? DrainPhase.Moving : DrainPhase.Emptying;
    }

    /// <summary>
    /// Whether a bridge's drain holds: Jicofo sees it; or says nothing of bridges, and has had the time to hear of it, since
    /// its presence comes every five seconds.
    /// </summary>
    internal static bool IsInForce(BridgeState bridge, DateTimeOffset now) =>
        bridge.IsDrainConfirmed == true && (bridge.JicofoSaysDraining == true || now - bridge.ConfirmedSince >= Patience);

    // One that has just come back is given the time to be told again before it is called disobedient.
    private static bool IsNotTaken(BridgeState bridge, Wanted wanted, DateTimeOffset now) =>
        bridge.IsDrainConfirmed != true && now - wanted.Since >= Patience && now - bridge.ConfirmedSince >= Patience;

    /// <summary>
    /// Whether the count that says "nobody" can be believed: it was made lately, by what answers, and late enough after the
    /// drain took effect that whoever was on the way is in it.
    /// </summary>
    private static bool IsCertain(FleetNode node, Wanted wanted, Present present, DateTimeOffset now) => node switch
    {
        FleetNode.OfBridge { Bridge: var bridge } => present.CountedAt - bridge.ConfirmedSince >= FiguresAge && present.CountedAt - wanted.Since >= FiguresAge,
        _ => node.Home.Health is NodeHealth.Up or NodeHealth.Ill && present.CountedAt - wanted.Since >= OnTheWay,
    } && now - present.CountedAt <= CountAge;
}
