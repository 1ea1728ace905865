using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>Where a shard may redirect to: to another path of the same site, never elsewhere.</summary>
internal static class LocalLocation
{
    /// <summary>The target on MeetingUrl, or null when it leads away or when two browsers could read it in two ways.</summary>
    public static string? Of(string location, string destination, string? host, Origins origins)
    {
        // Browsers drop tabs and line breaks, and take a backslash for a slash.
        if (!PathRules.IsPlainText(location) || location.Contains('\\'))
            return null;
        // `//elsewhere` is relative only in name.
        if (location.StartsWith('/'))
            return location.StartsWith("//", StringComparison.Ordinal) ? null : location;
        if (!Uri.TryCreate(location, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
            return null;
        var isOurs = Is(uri, new Uri(destination).Authority) || Is(uri, origins.MeetingUrl.Authority) || (host is not null && Is(uri, host));
        return isOurs ? string.Concat(origins.Meeting, uri.PathAndQuery, uri.Fragment) : null;
    }

    private static bool Is(Uri location, string authority) =>
        location.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase) ||
        location.Host.Equals(authority, StringComparison.OrdinalIgnoreCase);
}
