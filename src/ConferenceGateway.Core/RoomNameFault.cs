namespace ConferenceGateway.Core;

/// <summary>
/// Why a text is no room name. One value a rule, so that a page can say in one sentence what to change.
/// <see cref="Reserved"/> is answered like a page that does not exist; everything else is a bad request.
/// </summary>
public enum RoomNameFault
{
    /// <summary>It is a room name.</summary>
    None,

    /// <summary>Nothing is there, or nothing is left once the characters that Jitsi deletes are gone.</summary>
    Empty,

    /// <summary>More than 200 characters, or more than the 1023 bytes that XMPP has for the node of an address.</summary>
    TooLong,

    /// <summary>Holds a slash, in any spelling.</summary>
    Slash,

    /// <summary>Holds a backslash, in any spelling.</summary>
    Backslash,

    /// <summary>Is a single dot or holds two in a row: a step through folders.</summary>
    Dots,

    /// <summary>Holds a semicolon, which some servers take for the beginning of path parameters.</summary>
    Semicolon,

    /// <summary>Holds a control character, for example a line break or a zero byte.</summary>
    Control,

    /// <summary>Holds half of a surrogate pair, which no UTF-8 can carry.</summary>
    LoneSurrogate,

    /// <summary>Holds a code point that Unicode keeps free for ever, such as U+FFFF; XML cannot carry all of them.</summary>
    NonCharacter,

    /// <summary>Begins or ends with a blank: two names that nobody can tell apart.</summary>
    OuterBlank,

    /// <summary>Still holds a percent sign and two hex digits once it is decoded.</summary>
    StillEncoded,

    /// <summary>The bytes behind its percent signs are no UTF-8.</summary>
    Malformed,

    /// <summary>A signalling request that spells the room otherwise than Jitsi's client does.</summary>
    NotCanonical,

    /// <summary>Jitsi or the gateway need the name for themselves.</summary>
    Reserved,
}
