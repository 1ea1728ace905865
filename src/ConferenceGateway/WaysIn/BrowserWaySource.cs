using ConferenceGateway.Core;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.WaysIn;

/// <summary>Another browser on the same device, where a link leads there.</summary>
internal sealed class BrowserWaySource(Origins origins) : IWayInSource
{
    /// <summary>The first iOS whose Safari listens to links of its own.</summary>
    private const int SafariLinks = 1700;

    /// <inheritdoc/>
    public IEnumerable<WayIn> Offer(WayInQuestion question)
    {
        var page = new Uri(question.Room is { } room ? $"{origins.Meeting}/{room.Link}" : $"{origins.Meeting}/-/check");
        return question.Browser switch
        {
            { Os: Os.Android, IsInApp: true } => [new(WayInKind.OtherBrowser, WaysInTexts.OwnBrowser, WaysInTexts.TakesLink, DeviceLinks.AndroidBrowser(page))],
            { Os: Os.Ios, IsInApp: true, OsVersion: >= SafariLinks } => [new(WayInKind.OtherBrowser, WaysInTexts.Safari, WaysInTexts.TakesLink, DeviceLinks.Safari(page))],
            { Os: Os.Ios, IsInApp: true } or { Os: Os.Ios, Engine: Engine.Presto } => [new(WayInKind.OtherBrowser, WaysInTexts.Safari, WaysInTexts.PasteInSafari, Link: null)],
            { Os: Os.Windows, Engine: Engine.Trident or Engine.EdgeHtml, OsVersion: >= 1000 } => [new(WayInKind.OtherBrowser, WaysInTexts.Edge, WaysInTexts.TakesLink, DeviceLinks.Edge(page))],
            _ => [],
        };
    }
}
