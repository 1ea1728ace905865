namespace ConferenceGateway.UserAgents.Policy;

/// <summary>One line of the policy: whom it is about, what it says, and why. What is null is not asked. Immutable.</summary>
public sealed record PolicyRule
{
    /// <summary>For which way in; null: for each.</summary>
    public BrowserWay? Way { get; init; }

    /// <summary>What draws the page; the versions are the engine's unless a brand is named.</summary>
    public Engine? Engine { get; init; }

    /// <summary>The name on the window, as <see cref="Browser.Brand"/> spells it; the versions are the brand's then.</summary>
    public string? Brand { get; init; }

    /// <summary>The first major version that it is about; a version that is not told is in no range.</summary>
    public int? FromVersion { get; init; }

    /// <summary>The last major version that it is about.</summary>
    public int? ToVersion { get; init; }

    /// <summary>On which operating system.</summary>
    public Os? Os { get; init; }

    /// <summary>On phones and tablets, or on computers.</summary>
    public bool? IsMobile { get; init; }

    /// <summary>In a window of another app, or not.</summary>
    public bool? IsInApp { get; init; }

    /// <summary>The first day on which it holds, in the operator's time zone.</summary>
    public DateOnly? FromDay { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public DateOnly? UntilDay { get; init; }

    /// <summary>What it says.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The sentence that the member reads, in German; empty where the outcome is <see cref="Outcome.Works"/>.</summary>
    public string German { get; init; } = "";

    /// <summary>The same in English.</summary>
    public string English { get; init; } = "";

    /// <summary>Who decided it ("the technical group"); null: it is technically so.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether it is about this browser on this way and day.</summary>
    public bool IsAbout(Browser browser, BrowserWay way, DateOnly day) =>
        (Way is null || Way == way)
        && (Engine is null || Engine == browser.Engine)
        && (Brand is null || string.Equals(Brand, browser.Brand, StringComparison.Ordinal))
        && (Os is null || Os == browser.Os)
        && (IsMobile is null || IsMobile == browser.IsMobile)
        && (IsInApp is null || IsInApp == browser.IsInApp)
        && HasVersion(Brand is null ? browser.EngineMajor : browser.BrandMajor)
        && IsInForce(day);

    /// <summary>Whether it holds on that day.</summary>
    public bool IsInForce(DateOnly day) => !(FromDay > day) && !(UntilDay < day);

    private bool HasVersion(int major) =>
        (FromVersion is null && ToVersion is null) || (major > 0 && !(FromVersion > major) && !(ToVersion < major));
}
