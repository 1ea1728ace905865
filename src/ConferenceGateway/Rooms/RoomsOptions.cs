namespace ConferenceGateway.Rooms;

/// <summary>Who may claim a free name.</summary>
internal enum RoomClaimers
{
    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>Accounts with the role chair, and admins.</summary>
    Chairs,

    /// <summary>Admins.</summary>
    Admins,
}

/// <summary>Who may use a name that nobody has claimed.</summary>
internal enum UnclaimedRooms
{
    /// <summary>Everybody who knows it.</summary>
    Everybody,

    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>Nobody.</summary>
    Nobody,
}

/// <summary>The section <c>Rooms</c>.</summary>
internal sealed record RoomsOptions
{
    /// <summary>Who may claim a free name.</summary>
    public RoomClaimers Claim { get; init; } = RoomClaimers.Chairs;

    /// <summary>Who may use a name that nobody has claimed.</summary>
    public UnclaimedRooms Unclaimed { get; init; }

    /// <summary>Rooms of one account, as their chair; admins have no bound.</summary>
    public int MostOfOne { get; init; } = 50;

    /// <summary>Origins whose pages may show a room in a frame; null = everybody's, as with a Jitsi alone.</summary>
    public IReadOnlyList<string>? EmbeddedBy { get; init; }

    /// <summary>The same as <c>frame-ancestors</c> has it; null = there is nothing to say.</summary>
    public string? FrameAncestors => EmbeddedBy is null ? null : string.Join(' ', EmbeddedBy.Prepend("'self'"));
}
