namespace ConferenceGateway.Upkeep.Drains;

/// <summary>How far a drain is: what is wanted, held against what is reported.</summary>
internal sealed class DrainPhases(DrainWatch watch)
{
    /// <summary>
    /// So long a bridge, and Jicofo, have to report a drain: five rounds of asking, and a presence of Jicofo's takes as
    /// long as one.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public DrainPhase Of(FleetNode node, Present present, DateTimeOffset now) => node.Wanted switch
    {
        null => DrainPhase.Open,
        { IsDrain: false } => DrainPhase.Reopening,
        // A shard's drain is ours alone: it is in force with the snapshot that has it.
        var wanted when node is FleetNode.OfBridge { Bridge: var bridge } && DrainWatch.Says(bridge) != true =>
            now - Later(wanted.Since, watch.Since(bridge)) >= Patience ? DrainPhase.NotTaken : DrainPhase.Told,
        _ when present.IsEmpty => DrainPhase.Empty,
        { MoveAt: { } at } when at <= now => DrainPhase.Moving,
        _ => DrainPhase.Emptying,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
