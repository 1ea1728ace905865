using ConferenceGateway.UserAgents;
using ConferenceGateway.UserAgents.Policy;

namespace ConferenceGateway.Browsers.Check;

/// <summary>What the check says.</summary>
public enum VerdictKind
{
    /// <summary>Nothing speaks against it, as far as is known.</summary>
    Works,

    /// <summary>It works, but something is missing or may fail.</summary>
    Limits,

    /// <summary>The browser lacks what is needed.</summary>
    Cannot,

    /// <summary>The browser could, but a setting or an extension forbids it.</summary>
    SwitchedOff,

    /// <summary>Somebody has decided that this browser stays outside.</summary>
    Blocked,
}

/// <summary>What the check says of one browser on one way in. Immutable.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Browser">Of whom.</param>
/// <param name="Way">On which way in.</param>
public sealed record Verdict(VerdictKind Kind, Browser Browser, BrowserWay Way)
{
    /// <summary>The rule that decided; null where none is about this browser.</summary>
    public PolicyRule? Rule { get; init; }

    /// <summary>Its number in the policy, counted from 1; 0 without a rule.</summary>
    public int RuleNumber { get; init; }

    /// <summary>The version of the policy.</summary>
    public int PolicyVersion { get; init; }
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
