using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Nodes;

/// <summary>How a shard or a bridge is: what it reports and, where that differs, what is wanted.</summary>
/// <param name="Kind">The outline.</param>
/// <param name="Word">What is reported.</param>
/// <param name="Wanted">What is wanted; null = the same.</param>
public sealed record NodeSign(SignKind Kind, Text Word, Text? Wanted = null)
{
    /// <summary>The same as a sentence has it, behind the name.</summary>
    public Text Sentence => NodeTexts.Sentence(Word, isWell: Kind == SignKind.Ok);

    /// <param name="shard">The shard.</param>
    /// <param name="time">The clock that wishes are told by.</param>
    /// <param name="people">People there, or null.</param>
    public static NodeSign Of(ShardState shard, TimeProvider time, int? people) => shard switch
    {
        { Health: NodeHealth.Down } => new(SignKind.Stop, NodeTexts.Silent, WishOf(shard.Wanted)),
        { Health: NodeHealth.Ill } => new(SignKind.Stop, NodeTexts.Ill, WishOf(shard.Wanted)),
        { Health: NodeHealth.Unknown } => new(SignKind.None, NodeTexts.Unknown, WishOf(shard.Wanted)),
        { Wanted: { IsDrain: true } wanted } => people == 0 ? new(SignKind.Ok, NodeTexts.Empty, Since(wanted, time)) : new(SignKind.Wait, NodeTexts.Drains, Since(wanted, time)),
        { IsDraining: true } => new(SignKind.Wait, NodeTexts.AllBridgesDrain),
        { IsReportOld: true } => new(SignKind.Warn, NodeTexts.OldReport),
        { Faults.Length: > 0 } => new(SignKind.Warn, NodeTexts.Open),
        _ => new(SignKind.Ok, NodeTexts.Open),
    };

    /// <param name="bridge">The bridge.</param>
    /// <param name="time">The clock that wishes are told by.</param>
    public static NodeSign Of(BridgeState bridge, TimeProvider time) => bridge switch
    {
        { Health: NodeHealth.Down } => new(SignKind.Stop, NodeTexts.Silent, WishOf(bridge.Wanted)),
        { Health: NodeHealth.Ill } => new(SignKind.Stop, NodeTexts.Ill, WishOf(bridge.Wanted)),
        { Wanted: { IsDrain: true } wanted } when bridge.IsDrainConfirmed =>
            bridge.Report is { People: 0 } ? new(SignKind.Ok, NodeTexts.Empty, Since(wanted, time)) : new(SignKind.Wait, NodeTexts.Drains, Since(wanted, time)),
        { Wanted: { IsDrain: true } wanted } => new(SignKind.Warn, NodeTexts.Unconfirmed, Since(wanted, time)),
        { Report.IsShuttingDown: true } => new(SignKind.Warn, NodeTexts.Ends),
        { Wanted: not null, Report.IsDraining: not false } => new(SignKind.Wait, NodeTexts.Opens, NodeTexts.WantedOpen),
        { Report.IsDraining: true } => new(SignKind.Warn, NodeTexts.DrainsOutside),
        { Faults.Length: > 0 } => new(SignKind.Warn, NodeTexts.Open),
        { Health: NodeHealth.Unknown, Bridge.PrivateAddress: null } => new(SignKind.None, NodeTexts.NotAsked),
        { Health: NodeHealth.Unknown } => new(SignKind.None, NodeTexts.Unknown),
        _ => new(SignKind.Ok, NodeTexts.Open),
    };

    /// <summary>The share of its capacity that is taken; null = it says nothing.</summary>
    public static double? ShareOf(BridgeState bridge) =>
        bridge.Report?.Stress ?? (bridge.Report?.People is { } people && bridge.Bridge.Capacity > 0 ? (double)people / bridge.Bridge.Capacity : null);

    private static Text WishOf(Wanted? wanted) => wanted is { IsDrain: true } ? NodeTexts.WantedDrain : NodeTexts.WantedOpen;

    private static Text Since(Wanted wanted, TimeProvider time)
    {
        var clock = ShownTime.Soon(wanted.Since, time);
        return new(NodeTexts.WantedAt(clock.German).German, NodeTexts.WantedAt(clock.English).English);
    }
}
