using System.Collections.Frozen;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>The brands that a rule can name, and that visits are counted by.</summary>
internal static class KnownBrands
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "Android-Browser", "Basilisk", "Brave", "Chrome", "Chromium", "DuckDuckGo", "Edge", "Electron", "Facebook", "Firefox", "Firefox Klar",
        "GNOME Web", "Google-App", "Huawei Browser", "Instagram", "Internet Explorer", "LINE", "LinkedIn", "Messenger", "Mi Browser", "Opera",
        "Opera Mini", "Pale Moon", "Reddit", "Safari", "Samsung Internet", "SeaMonkey", "Silk", "Snapchat", "Telegram", "Threads", "TikTok",
        "UC Browser", "Vivaldi", "Waterfox", "WeChat", "WhatsApp", "X", "Yandex",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>In the order of their letters.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Order(StringComparer.OrdinalIgnoreCase)];

    public static bool Has(string brand) => Names.Contains(brand);
}
