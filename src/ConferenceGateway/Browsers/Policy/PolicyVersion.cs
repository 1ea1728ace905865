using System.Collections.Immutable;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>A version of the policy, and who put it in force. Immutable.</summary>
/// <param name="Policy">The rules; version 0 is what ships with the gateway.</param>
public sealed record PolicyVersion(BrowserPolicy Policy)
{
    public static PolicyVersion Shipped { get; } = new(ShippedPolicy.Policy);

    /// <summary>Null: it shipped with the gateway.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    public string? MadeBy { get; init; }
}

/// <summary>The one draft of a policy, on which all admins work. Immutable.</summary>
/// <param name="Revision">Grows with each change, also with the end of a draft; 0: there never was one.</param>
/// <param name="Base">The version that it was begun from.</param>
/// <param name="Rules">As far as they are; they may have faults.</param>
/// <param name="ChangedAt">The last time.</param>
/// <param name="ChangedBy">By whom.</param>
public sealed record PolicyDraft(long Revision, int Base, ImmutableArray<PolicyRule> Rules, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>What is in force and what is drafted, read at one moment.</summary>
/// <param name="Current">In force.</param>
/// <param name="Draft">Null: there is none.</param>
/// <param name="Revision">The draft's revision, also where there is none now.</param>
public sealed record PolicyState(PolicyVersion Current, PolicyDraft? Draft, long Revision)
{
    /// <summary>What is being worked on: the draft, or what is in force.</summary>
    public ImmutableArray<PolicyRule> Rules => Draft?.Rules ?? Current.Policy.Rules;
}
