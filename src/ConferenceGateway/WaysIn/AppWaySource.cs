using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.WaysIn;

/// <summary>
/// Jitsi's own apps. They need a room, and they speak https alone; the demo on this machine is let through, so that the
/// page can be looked at.
/// </summary>
internal sealed class AppWaySource(Origins origins, WaysInOptions options) : IWayInSource
{
    private static readonly WayInShop[] Android =
    [
        new("Google Play", "https://play.google.com/store/apps/details?id=org.jitsi.meet"),
        new("F-Droid", "https://f-droid.org/packages/org.jitsi.meet/"),
    ];

    private static readonly WayInShop[] Ios = [new("App Store", "https://apps.apple.com/app/jitsi-meet/id1165103905")];

    private static readonly WayInShop[] Desktop = [new("GitHub", "https://github.com/jitsi/jitsi-meet-electron/releases/latest")];

    private readonly bool _isReached = origins.IsSecure || origins.MeetingUrl.IsLoopback;

    /// <inheritdoc/>
    public IEnumerable<WayIn> Offer(WayInQuestion question)
    {
        if (!_isReached || question.Room is not { } room)
            return [];

        var page = new Uri($"{origins.Meeting}/{room.Link}{(question.Ticket is null ? "" : "?jwt=" + question.Ticket)}");
        // An app has no cookies: it gets its ticket from the page behind the door.
        var door = question is { IsGuarded: true, Ticket: null } ? $"{origins.Meeting}/-/enter/{room.Link}" : null;
        // The oldest systems on which the apps can be installed; 0 is a version that is not told.
        return question.Browser switch
        {
            { Os: Os.Android, OsVersion: 0 or >= 800 } when options.HasMobileApp => [Mobile(door ?? DeviceLinks.AndroidApp(page), Android)],
            { Os: Os.Ios, OsVersion: 0 or >= 1501 } when options.HasMobileApp => [Mobile(door ?? DeviceLinks.IosApp(page), Ios)],
            { Os: Os.Windows, OsVersion: 0 or >= 1000 } or { Os: Os.MacOs, OsVersion: 0 or >= 1015 } or { Os: Os.Linux, IsMobile: false } when options.HasDesktopApp =>
                [new(WayInKind.DesktopApp, WaysInTexts.DesktopApp, WaysInTexts.DesktopHint, door ?? DeviceLinks.Desktop(page)) { Shops = Desktop }],
            _ => [],
        };
    }

    private static WayIn Mobile(string link, WayInShop[] shops) =>
        new(WayInKind.MobileApp, WaysInTexts.MobileApp, WaysInTexts.MobileHint, link) { Shops = shops };
}
