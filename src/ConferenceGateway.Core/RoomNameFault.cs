namespace ConferenceGateway.Core;

/// <summary>Why a text cannot name a room.</summary>
public enum RoomNameFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Nothing is left after decoding and stripping.</summary>
    Empty,

    /// <summary>A slash, written or encoded, or made by compatibility folding.</summary>
    Slash,

    /// <summary>A backslash, written or encoded.</summary>
    Backslash,

    /// <summary><c>..</c>, or <c>.</c> as a whole name.</summary>
    Dots,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A control character.</summary>
    Control,

    /// <summary>Half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>A percent sign and two hex digits remain after decoding.</summary>
    StillEncoded,

    /// <summary>More than 200 characters.</summary>
    TooLong,

    /// <summary>A name that the gateway or Jitsi's servers use themselves.</summary>
    Reserved,

    /// <summary>Signalling must name the room in its one canonical form, and did not.</summary>
    NotCanonical,

    /// <summary>The percent-encoding is broken.</summary>
    Malformed,
}
