using static ConferenceGateway.UserAgents.Reading.TokenScan;

namespace ConferenceGateway.UserAgents.Reading;

/// <summary>Which operating system a User-Agent names, and whether that is something to hold in a hand.</summary>
internal static class SystemReader
{
    // uap-core's names of systems that our own words do not tell.
    private static readonly Dictionary<string, Os> Families = new(StringComparer.Ordinal)
    {
        ["Windows"] = Os.Windows, ["Mac OS X"] = Os.MacOs, ["iOS"] = Os.Ios, ["Android"] = Os.Android, ["Chrome OS"] = Os.ChromeOs,
        ["Linux"] = Os.Linux, ["Ubuntu"] = Os.Linux, ["Kubuntu"] = Os.Linux, ["Debian"] = Os.Linux, ["Fedora"] = Os.Linux,
        ["Red Hat"] = Os.Linux, ["SUSE"] = Os.Linux, ["openSUSE"] = Os.Linux, ["Gentoo"] = Os.Linux, ["Arch Linux"] = Os.Linux,
        ["Linux Mint"] = Os.Linux, ["FreeBSD"] = Os.Linux, ["OpenBSD"] = Os.Linux, ["NetBSD"] = Os.Linux,
    };

    // "Tablet PC 2.0" is a computer's word.
    private static readonly string[] Handheld =
        ["Mobile", "Tablet;", "Windows Phone", "IEMobile/", "Opera Mini/", "Opera Mobi", "KAIOS/", "BlackBerry", "BB10", "PlayBook", "Symbian", "SymbianOS", "MIDP"];

    /// <summary>The system and its version; major × 100 + minor, 0 = not told.</summary>
    public static (Os Os, int Version) Read(ReadOnlySpan<char> text)
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

    /// <summary>What uap-core's name of a system means to us.</summary>
    public static Os Of(string family) => Families.GetValueOrDefault(family);

    /// <summary>What the system is called, by uap-core's name and what we know better; null = nothing is known.</summary>
    public static string? NameOf(Os os, string family) => (os, family) switch
    {
        // Also the iPad that says Mac.
        (Os.Ios, _) => "iOS",
        (Os.MacOs, _) => "macOS",
        (_, "Other") => null,
        _ => BrandNames.Bound(family),
    };

    /// <summary>Whether it is a phone or a tablet.</summary>
    public static bool IsHandheld(ReadOnlySpan<char> text, Os os)
    {
        if (os is Os.Ios or Os.Android)
            return true;
        if (os is Os.Windows or Os.MacOs or Os.ChromeOs)
            return false;
        foreach (var word in Handheld)
        {
            if (Has(text, word))
                return true;
        }

        return false;
    }
}
