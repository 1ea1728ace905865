using ConferenceGateway.Core;

namespace ConferenceGateway.Tickets;

/// <summary>What a ticket rests on. Written into tickets as a number: only ever add, at the end.</summary>
internal enum TicketKind
{
    /// <summary>Nothing: it only says who somebody is, in a room that is open to everybody.</summary>
    Guest = 0,

    /// <summary>Nothing yet: somebody knocked, and waits.</summary>
    Waiting = 1,

    /// <summary>The room's password.</summary>
    Password = 2,

    /// <summary>A token of a site that is trusted.</summary>
    Partner = 3,

    /// <summary>The chair let this person in.</summary>
    Admitted = 4,

    /// <summary>An invitation, as long as that holds.</summary>
    Invited = 5,

    /// <summary>An account, as long as that may sign in.</summary>
    Member = 6,
}

/// <summary>
/// Proof that this visitor may enter this room, or who it is that waits. What it says was true when it was made; whether
/// it still opens the door, the door says.
/// </summary>
/// <param name="Id">Random; names the visitor, opens nothing.</param>
/// <param name="Room">The one room that it is for.</param>
/// <param name="Kind">What it rests on.</param>
internal sealed record Ticket(string Id, RoomName Room, TicketKind Kind)
{
    /// <summary>The longest name; characters. Whatever is typed is cut there.</summary>
    public const int MostNameCharacters = 80;

    /// <summary>The room's revision when it was made: a later password, a later stop does not know it.</summary>
    public required long Revision { get; init; }

    /// <summary>As the others see this person; null: a guest with a number.</summary>
    public string? Name { get; init; }

    /// <summary>The account's id; only where the kind says so.</summary>
    public string? Account { get; init; }

    /// <summary>The invitation's id; only where the kind says so.</summary>
    public string? Invitation { get; init; }

    /// <summary>Which key has signed it; 0: none yet.</summary>
    public byte Key { get; init; }

    /// <summary>When it ends, in whole minutes.</summary>
    public required DateTimeOffset Expires { get; init; }
}
