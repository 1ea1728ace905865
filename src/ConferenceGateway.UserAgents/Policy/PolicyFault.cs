using System.Collections.Immutable;

namespace ConferenceGateway.UserAgents.Policy;

/// <summary>A field of a rule, for whoever has to mend it.</summary>
public enum PolicyField
{
    /// <summary>The rule as a whole, or the list.</summary>
    Rule,

    /// <summary><see cref="PolicyRule.Engine"/>.</summary>
    Engine,

    /// <summary><see cref="PolicyRule.Brand"/>.</summary>
    Brand,

    /// <summary><see cref="PolicyRule.FromVersion"/>.</summary>
    FromVersion,

    /// <summary><see cref="PolicyRule.ToVersion"/>.</summary>
    ToVersion,

    /// <summary><see cref="PolicyRule.FromDay"/>.</summary>
    FromDay,

    /// <summary><see cref="PolicyRule.UntilDay"/>.</summary>
    UntilDay,

    /// <summary><see cref="PolicyRule.German"/>.</summary>
    German,

    /// <summary><see cref="PolicyRule.English"/>.</summary>
    English,

    /// <summary><see cref="PolicyRule.DecidedBy"/>.</summary>
    DecidedBy,
}

/// <summary>What is wrong with it.</summary>
public enum PolicyFaultKind
{
    /// <summary>The list has more rules than <see cref="PolicyCheck.MostRules"/>.</summary>
    TooMany,

    /// <summary>No browser that the gateway knows has that brand.</summary>
    UnknownBrand,

    /// <summary>No version from 1 to <see cref="PolicyCheck.MostVersion"/>.</summary>
    NoVersion,

    /// <summary>Versions, but of no engine and no brand.</summary>
    VersionsOfNothing,

    /// <summary>The first version or day lies behind the last.</summary>
    Empty,

    /// <summary>Earlier rules leave no browser to it; <see cref="PolicyFault.HiddenBy"/> names them.</summary>
    Hidden,

    /// <summary>It asks nothing, so it is about all others and can only be the last.</summary>
    AllButNotLast,

    /// <summary>A text that is needed is missing.</summary>
    Missing,

    /// <summary>A text is too long.</summary>
    TooLong,

    /// <summary>A text holds characters that cannot be seen, or that turn the direction of writing.</summary>
    NotPlain,
}

/// <summary>Why a list of rules cannot be a policy.</summary>
/// <param name="Rule">The rule's number, counted from 1; 0 = the list.</param>
/// <param name="Field">Which field of it.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record PolicyFault(int Rule, PolicyField Field, PolicyFaultKind Kind)
{
    /// <summary>The numbers of the rules that come first; empty for other kinds.</summary>
    public ImmutableArray<int> HiddenBy { get; init; } = [];
}
