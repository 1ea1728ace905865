using static ConferenceGateway.UserAgents.Reading.TokenScan;

namespace ConferenceGateway.UserAgents.Reading;

/// <summary>
/// Reads the engine, which decides over video, and what our own words tell of the brand. uap-core has no engine, so this is
/// ours. Linear in the length of the text; what it does not know stays unknown.
/// </summary>
internal static class EngineReader
{
    /// <summary>Since this version the system's number stands still in the text, and Safari's goes on.</summary>
    private const int FrozenIos = 26;

    /// <summary>Engine, brand, system and the app, as far as the words tell.</summary>
    public static Browser Read(ReadOnlySpan<char> text)
    {
        var (os, osVersion) = SystemReader.Read(text);
        var browser = ReadEngine(text, os, osVersion);
        browser = browser with { Os = browser.Os == Os.Unknown ? os : browser.Os, OsVersion = browser.OsVersion == 0 ? osVersion : browser.OsVersion };
        return browser with { IsMobile = SystemReader.IsHandheld(text, browser.Os) };
    }

    private static Browser ReadEngine(ReadOnlySpan<char> text, Os os, int osVersion)
    {
        // Old Opera claims to be Internet Explorer, so it comes first.
        if (Has(text, "Presto/") || Has(text, "Opera/") || Has(text, "Opera ") || Has(text, "Opera Mini/"))
            return ReadPresto(text);
        if (Has(text, "Trident/") || Has(text, "MSIE "))
            return ReadTrident(text);
        if (Has(text, "Edge/"))
        {
            var edge = Major(text, "Edge/");
            return new Browser { Engine = Engine.EdgeHtml, EngineMajor = edge, Brand = "Edge", BrandMajor = edge };
        }

        if (os == Os.Ios || (os == Os.MacOs && IsPosingAsMac(text)))
            return ReadIos(text, os, osVersion);
        if (Has(text, "Goanna/"))
            return ReadGoanna(text);
        if (Has(text, "Chrome/") || Has(text, "Chromium/") || Has(text, "HeadlessChrome/"))
            return ReadBlink(text, os);
        if (Has(text, "Firefox/") || Has(text, "Gecko/"))
            return ReadGecko(text);
        return Has(text, "AppleWebKit/") ? ReadWebKit(text, os) : ReadOther(text);
    }

    // An iPad that asks for the pages of a computer says Mac; another brand than Safari, or an app's window, gives it away.
    private static bool IsPosingAsMac(ReadOnlySpan<char> text)
    {
        foreach (var (token, name) in BrandNames.Ios)
        {
            // DuckDuckGo exists for the Mac too.
            if (name != "DuckDuckGo" && Has(text, token))
                return true;
        }

        return Has(text, "Mobile/");
    }

    private static Browser ReadPresto(ReadOnlySpan<char> text)
    {
        var isMini = Has(text, "Opera Mini/");
        var major = isMini ? Major(text, "Opera Mini/") : Math.Max(Major(text, "Version/"), Math.Max(Major(text, "Opera/"), Major(text, "Opera ")));
        return new Browser
        {
            Engine = Engine.Presto,
            EngineMajor = Major(text, "Presto/"),
            Brand = isMini ? "Opera Mini" : "Opera",
            BrandMajor = major,
        };
    }

    private static Browser ReadTrident(ReadOnlySpan<char> text)
    {
        // In its compatibility view Internet Explorer 11 says "MSIE 7.0; Trident/7.0": the engine tells the truth.
        var trident = Major(text, "Trident/");
        return new Browser
        {
            Engine = Engine.Trident,
            EngineMajor = trident,
            Brand = "Internet Explorer",
            BrandMajor = trident > 0 ? trident + 4 : Major(text, "MSIE "),
        };
    }

    private static Browser ReadIos(ReadOnlySpan<char> text, Os os, int osVersion)
    {
        var (brand, major) = BrandNames.Find(text, BrandNames.Ios);
        var app = Apps.Find(text);
        var version = Major(text, "Version/");
        var isSafari = brand is null && Has(text, "Safari/");
        // Safari's Version/ goes on where the system's number is frozen. The other brands mostly have none, and when they
        // pose as a Mac it is a frozen lie.
        var engineMajor = os != Os.Ios ? 0 : brand is null && version > 0 ? version : Math.Max(osVersion / 100, version >= FrozenIos ? version : 0);
        return new Browser
        {
            Engine = Engine.WebKit,
            EngineMajor = engineMajor,
            Brand = app ?? brand ?? (isSafari ? "Safari" : null),
            BrandMajor = app is not null ? 0 : brand is null ? version : major,
            Os = Os.Ios,
            OsVersion = os == Os.Ios && version >= FrozenIos ? Version(text, "Version/") : 0,
            IsInApp = app is not null || (brand is null && !isSafari),
            App = app,
        };
    }

    private static Browser ReadGoanna(ReadOnlySpan<char> text)
    {
        var moon = Has(text, "PaleMoon/") ? "Pale Moon" : Has(text, "Basilisk/") ? "Basilisk" : null;
        var major = Major(text, "Goanna/");
        return new Browser
        {
            Engine = Engine.Goanna,
            // With its own compatibility mode the number is a date, and rv: has the version.
            EngineMajor = major > 0 ? major : Major(text, "rv:"),
            Brand = moon,
            BrandMajor = moon is null ? 0 : Math.Max(Major(text, "PaleMoon/"), Major(text, "Basilisk/")),
        };
    }

    private static Browser ReadBlink(ReadOnlySpan<char> text, Os os)
    {
        var (brand, major) = BrandNames.Find(text, BrandNames.Blink);
        var app = Apps.Find(text);
        var isWebView = os == Os.Android && brand is "Chrome" && (text.Contains("; wv)", StringComparison.Ordinal) || Major(text, "Version/") == 4);
        return new Browser
        {
            Engine = Engine.Blink,
            EngineMajor = Math.Max(Major(text, "Chrome/"), Math.Max(Major(text, "Chromium/"), Major(text, "HeadlessChrome/"))),
            Brand = app ?? brand,
            BrandMajor = app is null ? major : 0,
            IsInApp = app is not null || isWebView,
            App = app,
        };
    }

    private static Browser ReadGecko(ReadOnlySpan<char> text)
    {
        var (brand, major) = BrandNames.Find(text, BrandNames.Gecko);
        return new Browser
        {
            Engine = Engine.Gecko,
            // rv: stood still at 109 for ten versions, and SeaMonkey has no other number of the engine.
            EngineMajor = Math.Max(Major(text, "rv:"), Major(text, "Firefox/")),
            Brand = brand,
            BrandMajor = major,
        };
    }

    private static Browser ReadWebKit(ReadOnlySpan<char> text, Os os)
    {
        var version = Major(text, "Version/");
        var brand = Has(text, "Epiphany/") ? "GNOME Web"
            : Has(text, "Ddg/") || Has(text, "DuckDuckGo/") ? "DuckDuckGo"
            : os == Os.Android ? "Android-Browser"
            : os is Os.MacOs or Os.Windows && Has(text, "Safari/") ? "Safari"
            : os == Os.Linux && Has(text, "Version/") ? "GNOME Web"
            : null;
        return new Browser { Engine = Engine.WebKit, EngineMajor = version, Brand = brand, BrandMajor = brand is null ? 0 : version };
    }

    private static Browser ReadOther(ReadOnlySpan<char> text)
    {
        var (brand, major) = BrandNames.Find(text, BrandNames.Scriptless);
        if (brand is not null)
            return new Browser { Engine = Engine.Scriptless, Brand = brand, BrandMajor = major };
        (brand, major) = BrandNames.Find(text, BrandNames.Other);
        return brand is null ? Browser.Unknown : new Browser { Brand = brand, BrandMajor = major };
    }
}
