namespace ConferenceGateway.UserAgents.Policy;

/// <summary>A way into a meeting that leads through a browser, and so has demands on it.</summary>
public enum BrowserWay
{
    /// <summary>Jitsi's web client.</summary>
    Jitsi,

    /// <summary>Mumble's web client: sound alone.</summary>
    Mumble,
}
