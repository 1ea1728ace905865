namespace ConferenceGateway.Fleet.Nodes;

/// <summary>What became of a change of the fleet.</summary>
internal abstract record NodeAnswer
{
    private NodeAnswer()
    {
    }

    /// <summary>It is in force. Revision 0 = the settings' shard holds again.</summary>
    public sealed record Done(long Revision) : NodeAnswer;

    /// <summary>What was written cannot be used; every fault, a line each.</summary>
    public sealed record Faulty(IReadOnlyList<string> Faults) : NodeAnswer;

    /// <summary>Somebody else was quicker: it has another revision now.</summary>
    public sealed record Changed(long Revision) : NodeAnswer;

    /// <summary>The fleet has no shard of that name.</summary>
    public sealed record Unknown(string Name) : NodeAnswer;

    /// <summary>The fleet has one of that name already.</summary>
    public sealed record Taken(string Name) : NodeAnswer;

    /// <summary>People may be on it: it is to be drained first, and to be empty.</summary>
    public sealed record InUse(string Name) : NodeAnswer;
}
