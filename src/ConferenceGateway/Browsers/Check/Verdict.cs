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

/// <summary>What the probes have changed about the verdict of the rules.</summary>
public enum Finding
{
    /// <summary>Nothing: the rules alone speak.</summary>
    None,

    /// <summary>The rule said that it cannot, and all that is needed is there: the User-Agent may be a lie.</summary>
    FoundAll,

    /// <summary>The page came without https, so no browser hands out devices: the operator's matter.</summary>
    Insecure,

    /// <summary>This version has it, and here it is not to be found: a setting or an extension.</summary>
    SwitchedOff,

    /// <summary>Apple's Lockdown Mode takes more away than video.</summary>
    LockedDown,

    /// <summary>This build never had it.</summary>
    Lacks,

    /// <summary>The app around the window does not hand out camera and microphone.</summary>
    AppRefuses,

    /// <summary>The window belongs to another app, which its User-Agent does not say.</summary>
    InApp,

    /// <summary>All is there but the way to show one's screen.</summary>
    NoScreen,
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

    /// <summary>What the probes have changed.</summary>
    public Finding Finding { get; init; }

    /// <summary>What the probes found; null where no script has looked.</summary>
    public ProbeReport? Report { get; init; }

    /// <summary>Whether this visitor may go in, at once or after having read the page.</summary>
    public bool LetsIn => Kind is VerdictKind.Works or VerdictKind.Limits;
}
