using ConferenceGateway.Core;

namespace ConferenceGateway.Proxy;

/// <summary>Where a shard may redirect to: to another path of the same site, never elsewhere.</summary>
internal static class LocalLocation
{
    /// <summary>The target on MeetingUrl, or null when it leads away.</summary>
    public static string? Of(Uri location, string destination, string? host, Origins origins)
    {
        var asked = new Uri(destination);
        if (!location.IsAbsoluteUri)
        {
            var text = location.OriginalString;
            // `//elsewhere` and `/\elsewhere` are relative only in name.
            return text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) && !text.Contains('\\') ? text : null;
        }

        if (location.Scheme is not ("http" or "https"))
            return null;
        return Is(location, asked.Authority) || Is(location, origins.MeetingUrl.Authority) || (host is not null && Is(location, host))
            ? string.Concat(origins.Meeting, location.PathAndQuery, location.Fragment)
            : null;
    }

    private static bool Is(Uri location, string authority) =>
        location.Authority.Equals(authority, StringComparison.OrdinalIgnoreCase) ||
        location.Host.Equals(authority, StringComparison.OrdinalIgnoreCase);
}
