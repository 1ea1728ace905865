namespace ConferenceGateway.UserAgents.Reading;

/// <summary>Tells programs that read pages from people's browsers, by uap-core's name for them.</summary>
internal static class BotNames
{
    private static readonly string[] Words =
    [
        "bot", "spider", "crawl", "slurp", "archiver", "scrap", "indexer", "externalhit", "preview", "proxy", "favicon", "monitor", "validator", "lighthouse", "pinger",
        "http", "curl", "wget", "urllib", "urlgrabber", "python", "libwww", "axios", "reqwest", "nutch", "pingdom", "feed", "rss", "masscan", "openvas",
        "httrack", "heritrix", "larbin", "mediapartners", "appengine", "imgproxy", "powershell", "postman", "insomnia",
    ];

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        // The app's own window says WAiOS or WA4A.
        "WhatsApp", "Java", "Spider", "Yeti", "Qwantify", "WordPress", "Netvibes", "BUbiNG", "Genieo", "Datanyze", "got", "PRTG Network Monitor", "altavista", "Ask Jeeves",
    };

    /// <summary>Whether it is one. A robot that sends a browser's words says where to read about it, behind a plus.</summary>
    public static bool Is(string family, ReadOnlySpan<char> text)
    {
        // Its own name for a browser without a window.
        if (family == "HeadlessChrome")
            return false;
        if (Names.Contains(family) || text.Contains("+http", StringComparison.Ordinal))
            return true;
        foreach (var word in Words)
        {
            if (family.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
