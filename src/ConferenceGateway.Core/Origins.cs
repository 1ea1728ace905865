namespace ConferenceGateway.Core;

/// <summary>
/// The two public origins: rooms on one, sign-in and administration on the other. Links, <c>Location</c> and the check
/// of <c>Host</c> come from these two values alone, never from a request.
/// </summary>
/// <param name="MeetingUrl">Scheme, host and port of the rooms.</param>
/// <param name="PortalUrl">Scheme, host and port of the portal.</param>
public sealed record Origins(Uri MeetingUrl, Uri PortalUrl)
{
    /// <summary>
    /// Whether visitors of the rooms see https: that decides about cookies, and not the last hop before the gateway.
    /// </summary>
    public bool IsSecure { get; } = MeetingUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary><c>https://meet.example</c>, without a slash at its end.</summary>
    public string Meeting { get; } = MeetingUrl.GetLeftPart(UriPartial.Authority);

    /// <summary><c>https://portal.example</c>, without a slash at its end.</summary>
    public string Portal { get; } = PortalUrl.GetLeftPart(UriPartial.Authority);
}
