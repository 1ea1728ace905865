using System.Globalization;
using ConferenceGateway.UserAgents.Reading;

namespace ConferenceGateway.UserAgents.Hints;

/// <summary>
/// Lets client hints win over the User-Agent. Only browsers with Blink's engine send them, and whoever changes the
/// User-Agent (a switch in the tools for developers, an extension) mostly forgets them: so what they say of engine, brand
/// and system holds also against a User-Agent that says Firefox. What the User-Agent alone can tell (a bot, an app's window)
/// stays.
/// </summary>
internal static class HintedBrowser
{
    private const string Chromium = "Chromium";

    /// <summary>The browser with what the hints know better; hints without a readable list of brands count for nothing.</summary>
    public static Browser Apply(Browser read, in ClientHints hints)
    {
        var brands = BrandsOf(hints.Brands) ?? BrandsOf(hints.FullVersions);
        // Without the engine's own entry it is no browser with Blink's engine, and the text knows more.
        if (brands is null || !brands.TryGetValue(Chromium, out var engineMajor))
            return read;

        var isFrame = brands.ContainsKey("Android WebView") || brands.ContainsKey("Microsoft Edge WebView2");
        var browser = read with { Engine = Engine.Blink, EngineMajor = engineMajor, IsInApp = read.IsInApp || (isFrame && !read.IsBot) };
        return WithSystem(WithBrand(browser, read, brands), hints);
    }

    private static Browser WithBrand(Browser browser, Browser read, Dictionary<string, int> brands)
    {
        if (read.IsBot || read.App is not null)
            return browser;
        var known = brands.Keys.FirstOrDefault(BrandNames.Hinted.ContainsKey);
        var other = known ?? brands.Keys.FirstOrDefault(brand => brand != Chromium);
        if (other is not null)
        {
            var brand = BrandNames.Hinted.TryGetValue(other, out var name) ? name : BrandNames.Bound(other);
            // A frame has no brand of its own; what the text calls it stands, if it is of this engine.
            return brand is not null ? browser with { Brand = brand, BrandMajor = brands[other] }
                : read.Engine == Engine.Blink ? browser
                : browser with { Brand = null, BrandMajor = 0 };
        }

        // Apps on Electron and builds of one's own name the engine alone; a text that says just Chrome knows no more.
        return read.Engine == Engine.Blink && !BrandNames.IsPlain(read.Brand) ? browser : browser with { Brand = Chromium, BrandMajor = brands[Chromium] };
    }

    private static Browser WithSystem(Browser browser, in ClientHints hints)
    {
        if (TextOf(hints.Platform) is { } platform && SystemOf(platform) is { Os: not Os.Unknown } system)
        {
            var version = VersionOf(system.Os, TextOf(hints.PlatformVersion));
            var isSame = system.Os == browser.Os;
            browser = browser with
            {
                Os = system.Os,
                OsName = isSame && browser.OsName is not null ? browser.OsName : system.Name,
                OsVersion = version > 0 ? version : isSame ? browser.OsVersion : 0,
            };
        }

        return browser with { IsMobile = IsMobile(browser, hints) };
    }

    // A tablet says "not mobile", since it wants the pages of a computer; its form or its system tells.
    private static bool IsMobile(Browser browser, in ClientHints hints)
    {
        if (hints.FormFactors is not null && StructuredField.TryReadList(hints.FormFactors, out var forms) && forms.Count > 0 && forms.TrueForAll(form => form.Value.Kind == FieldKind.Text))
            return forms.Exists(form => form.Value.Text is "Mobile" or "Tablet" or "EInk" or "Watch");
        if (hints.Mobile is null || !StructuredField.TryReadItem(hints.Mobile, out var item) || item.Value.Kind != FieldKind.Flag)
            return browser.IsMobile;
        return item.Value.Text == "1" || browser.Os is Os.Android or Os.Ios;
    }

    private static (Os Os, string Name) SystemOf(string platform) => platform switch
    {
        "Windows" => (Os.Windows, "Windows"),
        "macOS" => (Os.MacOs, "macOS"),
        "Android" => (Os.Android, "Android"),
        "iOS" => (Os.Ios, "iOS"),
        "Chrome OS" or "Chromium OS" => (Os.ChromeOs, "Chrome OS"),
        "Linux" => (Os.Linux, "Linux"),
        _ => (Os.Unknown, ""),
    };

    // Windows counts its releases here: 1 to 10 are Windows 10, from 13 on it is Windows 11, 0 is older and does not say what.
    private static int VersionOf(Os os, string? version)
    {
        var parts = (version ?? "").Split('.');
        var major = Number(parts[0]);
        var minor = parts.Length > 1 ? Math.Min(Number(parts[1]), 99) : 0;
        return os != Os.Windows ? (major * 100) + minor : major switch { >= 13 => 1100, > 0 => 1000, _ => 0 };
    }

    // Brands with their major versions in the order of the field; null = not sent, or not to be read.
    private static Dictionary<string, int>? BrandsOf(string? field)
    {
        if (string.IsNullOrEmpty(field) || !StructuredField.TryReadList(field, out var items))
            return null;
        var brands = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Value.Kind != FieldKind.Text || !item.Parameters.TryGetValue("v", out var version) || version.Kind != FieldKind.Text)
                return null;
            if (!IsDecoy(item.Value.Text))
                brands.TryAdd(item.Value.Text, Number(version.Text.Split('.')[0]));
        }

        return brands;
    }

    // "Not?A_Brand", " Not;A Brand" and all their spellings are sent so that nobody counts on the list's form.
    private static bool IsDecoy(string brand)
    {
        Span<char> letters = stackalloc char[9];
        var length = 0;
        foreach (var character in brand)
        {
            if (!char.IsAsciiLetter(character))
                continue;
            if (length == letters.Length)
                return false;
            letters[length++] = char.ToLowerInvariant(character);
        }

        return letters[..length] is "notabrand" or "";
    }

    private static string? TextOf(string? field) =>
        field is not null && StructuredField.TryReadItem(field, out var item) && item.Value.Kind == FieldKind.Text ? item.Value.Text : null;

    private static int Number(string text) =>
        text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
