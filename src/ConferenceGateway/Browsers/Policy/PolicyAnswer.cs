using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>What became of a change.</summary>
internal abstract record PolicyAnswer
{
    /// <summary>It is so now.</summary>
    public sealed record Done(PolicyState State) : PolicyAnswer;

    /// <summary>Somebody else has changed the draft, or put another version in force; this is how it stands.</summary>
    public sealed record Changed(PolicyState State) : PolicyAnswer;

    /// <summary>The rules cannot be a policy.</summary>
    public sealed record Faulty(IReadOnlyList<PolicyFault> Faults) : PolicyAnswer;

    /// <summary>There is no such rule, version or draft.</summary>
    public sealed record Unknown(Text What) : PolicyAnswer;

    /// <summary>What machines are told; null when it is done.</summary>
    public Problem? Problem => this switch
    {
        Changed => new Problem.Changed(),
        Faulty faulty => new Problem.WrongValue(PolicyFaultTexts.All(faulty.Faults)),
        Unknown unknown => new Problem.NotFound(unknown.What),
        _ => null,
    };
}
