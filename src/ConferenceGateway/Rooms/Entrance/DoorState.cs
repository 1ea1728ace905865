using ConferenceGateway.Portal;
using ConferenceGateway.WaysIn;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>What somebody has typed at the door, and what is to be said to it.</summary>
public sealed record DoorInput
{
    /// <summary>The name, as it will be shown.</summary>
    public string? Name { get; init; }

    /// <summary>The password; only where it is shown.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the password is shown.</summary>
    public bool IsShown { get; init; }

    /// <summary>Why there has to be a name; null = there is one.</summary>
    public Text? NameFault { get; init; }

    /// <summary>Why the password does not open; null = nobody has tried.</summary>
    public Text? PasswordFault { get; init; }
}

/// <summary>What the page of the door asks for.</summary>
public enum DoorQuestion
{
    /// <summary>Nothing: it is shut.</summary>
    None,

    /// <summary>The password, and a name.</summary>
    Password,

    /// <summary>The same; who does not know it may knock.</summary>
    PasswordOrKnock,

    /// <summary>A name, to knock with.</summary>
    Name,

    /// <summary>Another name, of somebody who waits.</summary>
    OtherName,

    /// <summary>To sign in.</summary>
    SignIn,
}

/// <summary>The door as one page shows it.</summary>
/// <param name="Headline">What is; null: the room's name says it.</param>
/// <param name="Lead">What to do.</param>
/// <param name="Question">What is asked for.</param>
public sealed record DoorState(Text? Headline, Text Lead, DoorQuestion Question = DoorQuestion.None)
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The room's title, or its name.</summary>
    public string Room { get; init; } = "";

    /// <summary>Whether it is shut for now, and not only in want of something.</summary>
    public bool IsShut { get; init; }

    /// <summary>What is ahead of the room: a move, a closing.</summary>
    public IReadOnlyList<Text> Ahead { get; init; } = [];

    /// <summary>Where the sign-in is; null: this visitor is signed in.</summary>
    public string? SignIn { get; init; }

    /// <summary>Other ways into the room.</summary>
    public IReadOnlyList<WayIn> Ways { get; init; } = [];
}
