namespace ConferenceGateway.SelfTest;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Looked at, and right.</summary>
    Good,

    /// <summary>Worth knowing; nothing has to be done.</summary>
    Note,

    /// <summary>Works, but somebody will suffer from it: members, their privacy, or the volunteers.</summary>
    Warning,

    /// <summary>Does not work, or will not soon.</summary>
    Error,
}

/// <summary>
/// One thing that the self-test has looked at. Everything but a good finding says why it matters and which line to change.
/// </summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">What was looked at, for scripts: lower-case words joined by dots, as <c>privacy.stun</c>. Never changes.</param>
/// <param name="Subject">What it is about, as in the settings: <c>settings</c>, <c>shard a</c>, <c>bridge jvb-a1</c>, <c>https://meet.example.org</c>.</param>
/// <param name="What">What was found; one sentence.</param>
public sealed record Finding(Severity Severity, string Code, string Subject, string What)
{
    /// <summary>Why it matters; one sentence. Null for a good finding.</summary>
    public string? Why { get; init; }

    /// <summary>The line to change, and in which file; null if nothing has to be changed.</summary>
    public string? Fix { get; init; }

    /// <summary>The key that brings it in, as <c>config.js: p2p.stunServers[0].urls</c>, with its line where there is one; else null.</summary>
    public string? Where { get; init; }
}
