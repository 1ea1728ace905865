namespace ConferenceGateway.UserAgents.Policy;

/// <summary>What a rule says of the browsers that it is about.</summary>
public enum Outcome
{
    /// <summary>In, without a page in between.</summary>
    Works,

    /// <summary>In, after a page that says what will be missing.</summary>
    Limits,

    /// <summary>Not in, since the browser lacks what is needed. What the browser's own probes find out may soften it to limits: a User-Agent may be a lie.</summary>
    Cannot,

    /// <summary>Not in, since somebody has decided so. Nothing softens it.</summary>
    Blocked,
}
