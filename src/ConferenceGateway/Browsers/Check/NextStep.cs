using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Browsers.Check;

/// <summary>The one thing to do next.</summary>
public enum NextStep
{
    /// <summary>Nothing: go in.</summary>
    None,

    /// <summary>Install Firefox, or bring it up to date.</summary>
    GetFirefox,

    /// <summary>Install Chrome, where Firefox would not be let in.</summary>
    GetChrome,

    /// <summary>Internet Explorer on a computer that has Edge.</summary>
    OpenInEdge,

    /// <summary>Leave the app for the device's own browser, by a link that Android understands.</summary>
    OpenInBrowser,

    /// <summary>Leave the app for Safari, by hand.</summary>
    OpenInSafari,

    /// <summary>Bring iOS up to date: every browser there has the system's engine.</summary>
    UpdateIos,

    /// <summary>The system is too old for any browser that can do it, or none there is let in.</summary>
    OtherDevice,

    /// <summary>Change a setting, then check once more.</summary>
    CheckAgain,

    /// <summary>Tell the operator, who alone can change it.</summary>
    AskOperator,
}

/// <summary>Finds the one next step; it must be one that leads somewhere on this very device.</summary>
internal static class NextSteps
{
    /// <summary>Newer than any: what one gets who installs it today.</summary>
    private const int Newest = int.MaxValue;

    /// <summary>The step. <paramref name="isWelcome"/> says whether the policy lets a browser in that is to be recommended.</summary>
    public static NextStep Of(Verdict verdict, Func<Browser, bool> isWelcome) => verdict switch
    {
        { Kind: VerdictKind.Works } or { Finding: Finding.NoScreen } => NextStep.None,
        { Finding: Finding.Insecure } => NextStep.AskOperator,
        { Kind: VerdictKind.SwitchedOff } => NextStep.CheckAgain,
        _ => ByBrowser(verdict, isWelcome),
    };

    private static NextStep ByBrowser(Verdict verdict, Func<Browser, bool> isWelcome) => verdict.Browser switch
    {
        { IsInApp: true, Os: Os.Ios } => NextStep.OpenInSafari,
        { IsInApp: true, Os: Os.Android } => NextStep.OpenInBrowser,
        { Engine: Engine.Presto, Os: Os.Ios } => NextStep.OpenInSafari,
        // A newer system helps where the version is what is wrong.
        { Os: Os.Ios } => verdict.Kind == VerdictKind.Blocked && verdict.Rule?.ToVersion is null ? NextStep.OtherDevice : NextStep.UpdateIos,
        // The oldest systems for which Firefox is still made.
        { Os: Os.Windows, OsVersion: > 0 and < 1000 } => NextStep.OtherDevice,
        { Os: Os.MacOs, OsVersion: > 0 and < 1015 } => NextStep.OtherDevice,
        { Os: Os.Android, OsVersion: > 0 and < 800 } => NextStep.OtherDevice,
        { Engine: Engine.Trident, Os: Os.Windows } when isWelcome(New(verdict.Browser, Engine.Blink, "Edge")) => NextStep.OpenInEdge,
        { Os: Os.ChromeOs } or { Os: Os.Unknown, Engine: Engine.Trident } => NextStep.OtherDevice,
        var browser when isWelcome(New(browser, Engine.Gecko, "Firefox")) => NextStep.GetFirefox,
        var browser when isWelcome(New(browser, Engine.Blink, "Chrome")) => NextStep.GetChrome,
        _ => NextStep.OtherDevice,
    };

    private static Browser New(Browser browser, Engine engine, string brand) => new()
    {
        Engine = engine,
        EngineMajor = Newest,
        Brand = brand,
        BrandMajor = Newest,
        Os = browser.Os,
        OsVersion = browser.OsVersion,
        IsMobile = browser.IsMobile,
    };
}
