using ConferenceGateway.UserAgents.Rules;

namespace ConferenceGateway.UserAgents.Reading;

/// <summary>
/// What is written on the window, as people call it. Our own words come first; for all the others there are uap-core's
/// names, cleaned: <c>Chrome Mobile iOS</c> is Chrome.
/// </summary>
internal static class BrandNames
{
    /// <summary>A longer name was taken out of a text that somebody made up.</summary>
    private const int MostCharacters = 40;

    /// <summary>Brands with Blink's engine; the special ones first, since all of them say Chrome as well.</summary>
    public static readonly (string Token, string Name)[] Blink =
    [
        ("JitsiMeet/", "Jitsi Meet"), ("Ddg/", "DuckDuckGo"), ("DuckDuckGo/", "DuckDuckGo"), ("EdgA/", "Edge"), ("OPX/", "Opera GX"), ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex"), ("UCBrowser/", "UC Browser"),
        ("HuaweiBrowser/", "Huawei Browser"), ("MiuiBrowser/", "Mi Browser"), ("Silk/", "Silk"), ("Whale/", "Whale"), ("MQQBrowser/", "QQ Browser"),
        ("QQBrowser/", "QQ Browser"), ("Brave/", "Brave"), ("Focus/", "Firefox Klar"), ("Klar/", "Firefox Klar"), ("Falkon/", "Falkon"), ("Konqueror/", "Konqueror"),
        ("Edg/", "Edge"), ("Electron/", "Electron"), ("HeadlessChrome/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
    ];

    /// <summary>Brands with Gecko's engine.</summary>
    public static readonly (string Token, string Name)[] Gecko =
        [("KAIOS/", "KaiOS"), ("SeaMonkey/", "SeaMonkey"), ("Waterfox/", "Waterfox"), ("LibreWolf/", "LibreWolf"), ("Firefox/", "Firefox")];

    /// <summary>Brands on iOS, all of them with Safari's engine.</summary>
    public static readonly (string Token, string Name)[] Ios =
    [
        ("CriOS/", "Chrome"), ("FxiOS/", "Firefox"), ("EdgiOS/", "Edge"), ("OPT/", "Opera"), ("OPX/", "Opera GX"), ("OPiOS/", "Opera Mini"), ("Focus/", "Firefox Klar"),
        ("Klar/", "Firefox Klar"), ("Brave/", "Brave"), ("DuckDuckGo/", "DuckDuckGo"), ("Ddg/", "DuckDuckGo"),
    ];

    /// <summary>Browsers that draw pages and run no meeting.</summary>
    public static readonly (string Token, string Name)[] Scriptless =
        [("Lynx/", "Lynx"), ("w3m/", "w3m"), ("ELinks/", "ELinks"), ("Links ", "Links"), ("Dillo/", "Dillo"), ("NetSurf/", "NetSurf")];

    /// <summary>Browsers with an engine that is none of the known ones.</summary>
    public static readonly (string Token, string Name)[] Other = [("Konqueror/", "Konqueror")];

    /// <summary>The brands of <c>Sec-CH-UA</c> that have another name among people.</summary>
    public static readonly Dictionary<string, string?> Hinted = new(StringComparer.Ordinal)
    {
        ["Google Chrome"] = "Chrome", ["HeadlessChrome"] = "Chrome", ["Microsoft Edge"] = "Edge", ["Microsoft Edge WebView2"] = "Edge",
        ["YaBrowser"] = "Yandex", ["Yandex Browser"] = "Yandex", ["Yandex"] = "Yandex", ["Naver Whale"] = "Whale", ["Whale"] = "Whale", ["Brave"] = "Brave", ["Opera"] = "Opera",
        ["Opera GX"] = "Opera GX", ["Vivaldi"] = "Vivaldi", ["Samsung Internet"] = "Samsung Internet", ["DuckDuckGo"] = "DuckDuckGo",
        ["Amazon Silk"] = "Silk", ["HuaweiBrowser"] = "Huawei Browser", ["Miui Browser"] = "Mi Browser", ["Android WebView"] = null,
    };

    /// <summary>What every relative of these engines says of itself too; a name of uap-core's that is none of them knows more.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
        { "Chrome", "Chromium", "Firefox", "Safari", "Electron", "Android-Browser", "GNOME Web" };

    // Names of uap-core's that are no brand, or another one.
    private static readonly Dictionary<string, string?> Cleaned = new(StringComparer.Ordinal)
    {
        ["Other"] = null, ["Mobile Safari UI/WKWebView"] = null, ["Apple Mail"] = null, ["AppleWebKit"] = null, ["WebKit Nightly"] = "Safari",
        ["Mobile Safari"] = "Safari", ["Chrome Mobile"] = "Chrome", ["Chrome Mobile iOS"] = "Chrome", ["Chrome Mobile WebView"] = "Chrome", ["HeadlessChrome"] = "Chrome",
        ["Chrome Frame"] = "Chrome", ["Edge Mobile"] = "Edge", ["Firefox Mobile"] = "Firefox", ["Firefox iOS"] = "Firefox", ["Firefox Alpha"] = "Firefox",
        ["Firefox Beta"] = "Firefox", ["MozillaDeveloperPreview"] = "Firefox", ["Opera Mobile"] = "Opera", ["Opera Tablet"] = "Opera",
        ["IE"] = "Internet Explorer", ["IE Mobile"] = "Internet Explorer", ["IE Large Screen"] = "Internet Explorer", ["MSIE"] = "Internet Explorer", ["Epiphany"] = "GNOME Web",
        ["Android"] = "Android-Browser", ["Amazon Silk"] = "Silk", ["Yandex Browser"] = "Yandex", ["MiuiBrowser"] = "Mi Browser",
        ["DuckDuckGo Mobile"] = "DuckDuckGo", ["QQ Browser Mobile"] = "QQ Browser", ["QQ Browser Mini"] = "QQ Browser", ["PaleMoon"] = "Pale Moon",
        ["Facebook Messenger"] = "Messenger", ["Twitter"] = "X", ["Google"] = "Google-App", ["konqueror"] = "Konqueror", ["Phantom Browser"] = "Phantom",
        ["IceWeasel"] = "Iceweasel", ["conkeror"] = "Conkeror", ["Netfront"] = "NetFront", ["MAXTHON"] = "Maxthon",
    };

    /// <summary>Whether uap-core may know a better name.</summary>
    public static bool IsPlain(string? brand) => brand is null || Plain.Contains(brand);

    /// <summary>uap-core's name as people know it; null = it is no brand.</summary>
    public static string? Clean(string family)
    {
        if (Cleaned.TryGetValue(family, out var known))
            return known;
        return family.StartsWith("Firefox (", StringComparison.Ordinal) ? "Firefox" : Bound(family);
    }

    /// <summary>At most 40 characters of the text, none of which moves or hides others; null where nothing is left.</summary>
    public static string? Bound(string text)
    {
        Span<char> kept = stackalloc char[MostCharacters];
        var length = 0;
        foreach (var character in text)
        {
            // Beyond ASCII only letters: no half of a pair, no mark that turns the direction.
            if (length < kept.Length && (character is >= ' ' and <= '~' || (character > '\u00a0' && char.IsLetter(character))))
                kept[length++] = character;
        }

        var bound = kept[..length].Trim();
        return bound.IsEmpty ? null : bound.SequenceEqual(text) ? text : bound.ToString();
    }

    /// <summary>All brands that can be read: our own, those of the hints, and those that the rules name.</summary>
    public static IEnumerable<string> All(UserAgentRules rules) => Blink.Concat(Gecko).Concat(Ios).Concat(Scriptless).Concat(Other).Select(row => row.Name)
        .Concat(["Internet Explorer", "Pale Moon", "Basilisk", "Opera Mini", "GNOME Web", "Safari", "Android-Browser"])
        .Concat(Hinted.Values.OfType<string>())
        .Concat(Apps.Names)
        .Concat(rules.Families.Select(Clean).OfType<string>());

    /// <summary>The first of a table that stands in the text, with its major version.</summary>
    public static (string? Name, int Major) Find(ReadOnlySpan<char> text, (string Token, string Name)[] table)
    {
        foreach (var (token, name) in table)
        {
            if (TokenScan.Has(text, token))
                return (name, TokenScan.Major(text, token));
        }

        return (null, 0);
    }
}
