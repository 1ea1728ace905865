using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.Browsers.Reading;

/// <summary>How browsers are read.</summary>
internal sealed record ReadingOptions
{
    /// <summary>The rules of the operator's own file; null = those of this build.</summary>
    public UserAgentRules? Rules { get; init; }
}
