using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers;

/// <summary>One line of the policy: whom it is about, what it says, and why. What is null is not asked.</summary>
internal sealed record BrowserRule(VerdictKind Kind, Text Headline, Text Reason)
{
    public Engine? Engine { get; init; }

    public Os? Os { get; init; }

    public bool? IsInApp { get; init; }

    /// <summary>The rule is about versions of the engine below this; a version that is not told is never below.</summary>
    public int? Below { get; init; }

    public bool IsAbout(Browser browser) =>
        (Engine is null || Engine == browser.Engine)
        && (Os is null || Os == browser.Os)
        && (IsInApp is null || IsInApp == browser.IsInApp)
        && (Below is null || (browser.EngineMajor > 0 && browser.EngineMajor < Below));
}
