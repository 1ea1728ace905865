using static ConferenceGateway.UserAgents.TokenScan;

namespace ConferenceGateway.UserAgents;

/// <summary>
/// Reads a User-Agent as far as the first check needs it: engine first, because the engine decides over video. Linear in
/// the length of the text, never throws; what it does not know stays unknown.
/// </summary>
public static class BrowserReader
{
    /// <summary>The longest honest User-Agent seen has 320 characters; what lies behind this is not read.</summary>
    public const int MostCharacters = 512;

    // Whose window it is. A row for the Blink brands also says where the brand's own version stands.
    private static readonly (string Token, string Name)[] BlinkBrands =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex"), ("UCBrowser/", "UC Browser"), ("DuckDuckGo/", "DuckDuckGo"),
        ("HuaweiBrowser/", "Huawei Browser"), ("MiuiBrowser/", "Mi Browser"), ("Silk/", "Silk"),
        ("Electron/", "Electron"), ("HeadlessChrome/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
    ];

    private static readonly (string Token, string Name)[] GeckoBrands =
        [("SeaMonkey/", "SeaMonkey"), ("Waterfox/", "Waterfox"), ("Firefox/", "Firefox")];

    private static readonly (string Token, string Name)[] IosBrands =
    [
        ("CriOS/", "Chrome"), ("FxiOS/", "Firefox"), ("EdgiOS/", "Edge"), ("OPT/", "Opera"), ("OPiOS/", "Opera Mini"),
        ("DuckDuckGo/", "DuckDuckGo"), ("Focus/", "Firefox Klar"), ("Brave/", "Brave"),
    ];

    private static readonly (string Token, string Name)[] Apps =
    [
        ("FBAN/", "Facebook"), ("FBAV/", "Facebook"), ("FB_IAB/", "Facebook"), ("MessengerForiOS", "Messenger"),
        ("Instagram", "Instagram"), ("Barcelona", "Threads"), ("Twitter", "X"), ("Line/", "LINE"),
        ("MicroMessenger/", "WeChat"), ("musical_ly", "TikTok"), ("BytedanceWebview", "TikTok"), ("Snapchat", "Snapchat"),
        ("LinkedInApp", "LinkedIn"), ("GSA/", "Google-App"), ("WAiOS", "WhatsApp"), ("WA4A", "WhatsApp"),
        ("Reddit/", "Reddit"), ("Telegram-Android/", "Telegram"),
    ];

    /// <summary>Reads the text; at most its first <see cref="MostCharacters"/> characters.</summary>
    public static Browser Read(ReadOnlySpan<char> userAgent)
    {
        var text = userAgent.Length > MostCharacters ? userAgent[..MostCharacters] : userAgent;
        var (os, osVersion) = ReadSystem(text);
        var browser = ReadEngine(text, os, osVersion) with { OsVersion = osVersion };
        // A brand of iOS on a "Mac" is an iPad that asks for the pages of a computer.
        return browser.Os == Os.Unknown ? browser with { Os = os } : browser;
    }

    private static (Os Os, int Version) ReadSystem(ReadOnlySpan<char> text)
    {
        // Windows Phone calls itself Android and iPhone as well.
        if (Has(text, "Windows Phone") || Has(text, "IEMobile/"))
            return (Os.Unknown, 0);
        if (Has(text, "iPhone") || Has(text, "iPad") || Has(text, "iPod"))
            return (Os.Ios, Math.Max(Version(text, "iPhone OS "), Version(text, "CPU OS ")));
        if (Has(text, "Android"))
            return (Os.Android, Version(text, "Android "));
        if (Has(text, "Windows"))
            return (Os.Windows, Version(text, "Windows NT "));
        if (Has(text, "Macintosh"))
            return (Os.MacOs, Version(text, "Mac OS X "));
        if (Has(text, "CrOS "))
            return (Os.ChromeOs, 0);
        return Has(text, "Linux") || Has(text, "X11") ? (Os.Linux, 0) : (Os.Unknown, 0);
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

        if (os == Os.Ios || (os == Os.MacOs && FindBrand(text, IosBrands).Name is not null))
            return ReadIos(text, os, osVersion);
        if (Has(text, "Goanna/"))
        {
            var moon = Has(text, "PaleMoon/") ? "Pale Moon" : Has(text, "Basilisk/") ? "Basilisk" : null;
            return new Browser
            {
                Engine = Engine.Goanna,
                EngineMajor = Major(text, "Goanna/"),
                Brand = moon,
                BrandMajor = moon is null ? 0 : Math.Max(Major(text, "PaleMoon/"), Major(text, "Basilisk/")),
            };
        }

        if (Has(text, "Chrome/") || Has(text, "Chromium/") || Has(text, "HeadlessChrome/"))
            return ReadBlink(text, os);
        if (Has(text, "Firefox/") || Has(text, "Gecko/"))
            return ReadGecko(text);
        return Has(text, "AppleWebKit/") ? ReadWebKit(text, os) : Browser.Unknown;
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
        var (family, major) = FindBrand(text, IosBrands);
        var (app, _) = FindBrand(text, Apps);
        var version = Major(text, "Version/");
        // Safari's Version/ goes on where the system's number is frozen since 26. The other brands have none, and when
        // they pose as a Mac it is a frozen lie.
        var engineMajor = os != Os.Ios ? 0 : family is null && version > 0 ? version : osVersion / 100;
        return new Browser
        {
            Engine = Engine.WebKit,
            EngineMajor = engineMajor,
            Brand = app ?? family ?? (Has(text, "Safari/") ? "Safari" : null),
            BrandMajor = app is not null ? 0 : family is null ? version : major,
            Os = Os.Ios,
            IsInApp = app is not null || (family is null && !Has(text, "Safari/")),
        };
    }

    private static Browser ReadBlink(ReadOnlySpan<char> text, Os os)
    {
        var (family, major) = FindBrand(text, BlinkBrands);
        var (app, _) = FindBrand(text, Apps);
        var isPlain = family is "Chrome";
        var isWebView = os == Os.Android && isPlain && (text.Contains("; wv)", StringComparison.Ordinal) || Major(text, "Version/") == 4);
        return new Browser
        {
            Engine = Engine.Blink,
            EngineMajor = Math.Max(Major(text, "Chrome/"), Math.Max(Major(text, "Chromium/"), Major(text, "HeadlessChrome/"))),
            Brand = app ?? family,
            BrandMajor = app is null ? major : 0,
            IsInApp = app is not null || isWebView,
        };
    }

    private static Browser ReadGecko(ReadOnlySpan<char> text)
    {
        var (family, major) = FindBrand(text, GeckoBrands);
        return new Browser
        {
            Engine = Engine.Gecko,
            // rv: stood still at 109 for ten versions, and SeaMonkey has no other number of the engine.
            EngineMajor = Math.Max(Major(text, "rv:"), Major(text, "Firefox/")),
            Brand = family,
            BrandMajor = major,
        };
    }

    private static Browser ReadWebKit(ReadOnlySpan<char> text, Os os)
    {
        var version = Major(text, "Version/");
        var family = Has(text, "Epiphany/") ? "GNOME Web"
            : os == Os.Android ? "Android-Browser"
            : os == Os.MacOs && Has(text, "Safari/") ? "Safari"
            : os == Os.Linux && Has(text, "Version/") ? "GNOME Web"
            : null;
        return new Browser { Engine = Engine.WebKit, EngineMajor = version, Brand = family, BrandMajor = family is null ? 0 : version };
    }

    private static (string? Name, int Major) FindBrand(ReadOnlySpan<char> text, (string Token, string Name)[] brands)
    {
        foreach (var (token, family) in brands)
        {
            if (Has(text, token))
                return (family, Major(text, token));
        }

        return (null, 0);
    }
}
