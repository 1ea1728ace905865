namespace ConferenceGateway.UserAgents;

/// <summary>What draws the page. Decides over video, whatever the brand on the window says.</summary>
public enum Engine
{
    /// <summary>Nothing that the reader knows.</summary>
    Unknown,

    /// <summary>Chrome, Edge from 79 on, Opera from 15 on, Samsung Internet and many more.</summary>
    Blink,

    /// <summary>Firefox and its relatives.</summary>
    Gecko,

    /// <summary>Safari, every browser on iOS, GNOME Web, Android's own browser before 2014.</summary>
    WebKit,

    /// <summary>Internet Explorer.</summary>
    Trident,

    /// <summary>Edge up to 18.</summary>
    EdgeHtml,

    /// <summary>Opera up to 12, Opera Mini.</summary>
    Presto,

    /// <summary>Pale Moon and Basilisk: an old fork of Gecko, built without video calls.</summary>
    Goanna,

    /// <summary>Lynx, w3m, Links, ELinks, Dillo, NetSurf: each its own, none runs the scripts that a meeting is made of.</summary>
    Scriptless,
}

/// <summary>The operating system, as far as the first check needs it.</summary>
public enum Os
{
    /// <summary>Nothing that the reader knows.</summary>
    Unknown,

    /// <summary>Windows on a computer.</summary>
    Windows,

    /// <summary>macOS; also an iPad that asks for the pages of a computer.</summary>
    MacOs,

    /// <summary>iOS and iPadOS.</summary>
    Ios,

    /// <summary>Android.</summary>
    Android,

    /// <summary>ChromeOS.</summary>
    ChromeOs,

    /// <summary>Linux and the BSDs.</summary>
    Linux,
}

/// <summary>What a User-Agent says of itself. It may be a lie: it chooses words and warnings, never rights.</summary>
public sealed record Browser
{
    /// <summary>A browser of which nothing is known.</summary>
    public static readonly Browser Unknown = new();

    /// <summary>What draws the page.</summary>
    public Engine Engine { get; init; }

    /// <summary>The engine's major version; 0 = not told, or not to be trusted. For WebKit it counts as Safari does.</summary>
    public int EngineMajor { get; init; }

    /// <summary>
    /// The brand as people know it ("Samsung Internet"), or null; in an app's window the app. Of few characters, all of them
    /// printable, but a text may make it up.
    /// </summary>
    public string? Brand { get; init; }

    /// <summary>The brand's major version; 0 = not told.</summary>
    public int BrandMajor { get; init; }

    /// <summary>The operating system.</summary>
    public Os Os { get; init; }

    /// <summary>What the system is called, also where it is none of the list ("KaiOS", "Ubuntu"); null = not told. Bounded, but anybody's words.</summary>
    public string? OsName { get; init; }

    /// <summary>
    /// The system's version, major × 100 + minor (Windows 7 = 601, Windows 11 = 1100, macOS 10.15 = 1015, Android 9 = 900); 0 = not told.
    /// Browsers freeze it at a recent value, so a low number is true and a high one may be too high or too low.
    /// </summary>
    public int OsVersion { get; init; }

    /// <summary>A phone or a tablet, as far as it says so; an iPad that poses as a Mac says nothing.</summary>
    public bool IsMobile { get; init; }

    /// <summary>A window inside another app (chat, social network), which often cannot hand out the microphone.</summary>
    public bool IsInApp { get; init; }

    /// <summary>Which app that is ("Instagram"); null = none, or one that does not say its name.</summary>
    public string? App { get; init; }

    /// <summary>No person's browser: a search engine, a preview of links, a script.</summary>
    public bool IsBot { get; init; }
}
