using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers;

/// <summary>What the check says.</summary>
public enum VerdictKind
{
    /// <summary>Nothing speaks against it, as far as is known.</summary>
    Works,

    /// <summary>It works, but something is missing or may fail.</summary>
    Limits,

    /// <summary>It cannot.</summary>
    DoesNotWork,
}

/// <summary>The one thing to do next.</summary>
public enum NextStep
{
    /// <summary>Nothing: go in.</summary>
    None,

    /// <summary>Install Firefox, or bring it up to date.</summary>
    GetFirefox,

    /// <summary>Internet Explorer on a computer that has Edge.</summary>
    OpenInEdge,

    /// <summary>Leave the app for the device's own browser, by a link that Android understands.</summary>
    OpenInBrowser,

    /// <summary>Leave the app for Safari, by hand: iOS has no link for it.</summary>
    OpenInSafari,

    /// <summary>Bring iOS up to date: every browser there has the system's engine.</summary>
    UpdateIos,

    /// <summary>The system is too old for any browser that can do it.</summary>
    OtherDevice,
}

/// <summary>What the check says of one browser: one sentence, one reason, one next step. Immutable, shared between requests.</summary>
public sealed record Verdict(VerdictKind Kind, Browser Browser, Text Headline, Text Reason, NextStep Next)
{
    /// <summary>
    /// What the cookie says after "go on anyway": changes with the browser's major version and with the policy, so that a
    /// new judgement is shown anew. Empty where nothing is remembered.
    /// </summary>
    public string Mark { get; init; } = "";
}
