namespace ConferenceGateway.Portal;

/// <summary>The state that a <see cref="Sign"/> shows: an outline of its own for each, so that colour is never alone.</summary>
public enum SignKind
{
    /// <summary>No sign: nothing is known.</summary>
    None,

    /// <summary>A disc with a tick.</summary>
    Ok,

    /// <summary>A triangle with "!".</summary>
    Warn,

    /// <summary>An octagon with a cross.</summary>
    Stop,

    /// <summary>A clock.</summary>
    Wait,
}
