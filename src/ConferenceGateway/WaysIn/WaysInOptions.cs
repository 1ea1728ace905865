namespace ConferenceGateway.WaysIn;

/// <summary>Which of the ways that need nothing of the gateway's own the operator wants to be offered.</summary>
internal sealed record WaysInOptions
{
    /// <summary>Jitsi's app for phones and tablets.</summary>
    public bool HasMobileApp { get; init; } = true;

    /// <summary>Jitsi's program for computers.</summary>
    public bool HasDesktopApp { get; init; } = true;
}
