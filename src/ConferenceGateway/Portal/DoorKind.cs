namespace ConferenceGateway.Portal;

/// <summary>How a <see cref="Door"/> stands. It says the state once more beside its words, never instead of them.</summary>
public enum DoorKind
{
    /// <summary>Shut, and nothing more is known.</summary>
    Shut,

    /// <summary>Open, with a tick: works.</summary>
    Open,

    /// <summary>Ajar, with "!": works with limits.</summary>
    Ajar,

    /// <summary>Shut, with a cross: does not work.</summary>
    Barred,

    /// <summary>Shut, with three dots: comes back by itself.</summary>
    Waiting,

    /// <summary>Shut, with a keyhole: asks who it is.</summary>
    Locked,
}
