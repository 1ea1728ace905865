using ConferenceGateway.Portal;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>What became of a deed about a drain.</summary>
internal abstract record DrainAnswer
{
    private DrainAnswer()
    {
    }

    /// <summary>It is wanted now, or was before.</summary>
    public sealed record Done(DrainFacts Facts) : DrainAnswer;

    /// <summary>No shard and no bridge has that name.</summary>
    public sealed record Unknown(string Name) : DrainAnswer;

    /// <summary>It cannot be done, and why.</summary>
    public sealed record Refused(FleetNode Node, DrainObstacle Why) : DrainAnswer;

    /// <summary>Only what is being emptied can be moved away from.</summary>
    public sealed record NotDraining(FleetNode Node) : DrainAnswer;

    /// <summary>What people and machines are told; null when it is done.</summary>
    public Problem? Problem => this switch
    {
        Unknown => FleetNode.NoSuchNode,
        Refused refused => new Problem.Conflict(Words(refused.Node, refused.Why)),
        NotDraining not => new Problem.Conflict(new(
            $"{not.Node.Name} wird nicht geleert. Erst leeren, dann verschieben.", $"{not.Node.Name} is not being drained. Drain it first, then move.")),
        _ => null,
    };

    /// <summary>Why it cannot be done, and what to do.</summary>
    public static Text Words(FleetNode node, DrainObstacle why) => why switch
    {
        DrainObstacle.OnlyBridge => new(
            $"{node.Name} ist die einzige offene Bridge von {node.Home.Id}: Jicofo nähme sie trotzdem. Bitte den Shard {node.Home.Id} leeren.",
            $"{node.Name} is the only open bridge of {node.Home.Id}: Jicofo would use it all the same. Drain the shard {node.Home.Id} instead."),
        DrainObstacle.NoPrivateAddress => new(
            $"Wo {node.Name} Befehle annimmt, steht nicht in den Einstellungen: Fleet:Shards[]:Bridges[]:PrivateAddress.",
            $"The settings do not say where {node.Name} takes orders: Fleet:Shards[]:Bridges[]:PrivateAddress."),
        _ => new(
            "Gerade nimmt niemand sonst Räume an. Was noch läuft, bleibt, bis es endet.",
            "Nobody else takes rooms at this moment. What still runs stays until it ends."),
    };
}
