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
    public sealed record Refused(DrainObstacle Why) : DrainAnswer;
}
