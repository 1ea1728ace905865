using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Entrance;
using ConferenceGateway.Rooms.Live;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>What the page of a room shows, read once.</summary>
public sealed record RoomFacts(Room Room, RoomPower Power)
{
    /// <summary>Who is in, the longest first.</summary>
    public required IReadOnlyList<RoomPerson> Inside { get; init; }

    /// <summary>Who waits, the longest first.</summary>
    public required IReadOnlyList<Knock> Waiting { get; init; }

    /// <summary>How the people of the room are called, by their accounts.</summary>
    public required IReadOnlyDictionary<string, CalledAccount> Called { get; init; }

    /// <summary>MeetingUrl, without a slash at its end.</summary>
    public required string Meeting { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What is ahead of it: a move, a closing.</summary>
    public IReadOnlyList<Text> Ahead { get; init; } = [];

    public string Path => RoomsEndpoints.PathOf(Room.Name);

    /// <summary>Where the members go.</summary>
    public string Link => $"{Meeting}/{Room.Name.Link}";

    /// <summary>The way in for whoever is signed in here: the door's address would ask them for what a guest needs.</summary>
    public string Enter => $"{Crossing.Path}?room={Uri.EscapeDataString(Room.Name.Link)}";

    /// <summary>Where they look days before whether their browser will do.</summary>
    public string CheckLink => $"{Meeting}/-/check?room={Uri.EscapeDataString(Room.Name.Key)}";

    public bool Reads => Power.HasFlag(RoomPower.Read);

    public bool Acts => Power.HasFlag(RoomPower.Act);

    public bool Changes => Power.HasFlag(RoomPower.Change);

    public bool Gives => Power.HasFlag(RoomPower.Give);

    /// <summary>Whether the chair wanted to know of so many.</summary>
    public bool IsFull => Room.Maximum is { } maximum && Inside.Count >= maximum;

    /// <summary>Chair, co-chairs, moderators; accounts that are gone are left out.</summary>
    public IEnumerable<(CalledAccount Account, RoomRole Role)> People => Room.People.Where(person => Called.ContainsKey(person.Key))
        .Select(person => (Called[person.Key], person.Value)).OrderByDescending(person => person.Value).ThenBy(person => person.Item1.DisplayName, StringComparer.Ordinal);

    public bool HasChair => Room.Chair is { } chair && Called.ContainsKey(chair);

    public IEnumerable<Invitation> Invitations => Room.Invitations.Values.Where(invitation => invitation.Expires > Now).OrderBy(invitation => invitation.MadeAt);

    public IEnumerable<RoomOut> Outs => Room.Outs.Values.Where(sent => sent.Until > Now).OrderBy(sent => sent.Until);
}

/// <summary>What the page says besides what is: the answer of a form.</summary>
public sealed record RoomReply
{
    /// <summary>The password that was just set; shown this once.</summary>
    public string? Password { get; init; }

    /// <summary>Whether whoever was inside is asked for it.</summary>
    public bool AsksAll { get; init; }

    /// <summary>The invitation that was just made; its link is shown this once.</summary>
    public (Invitation Invitation, string Link)? Invited { get; init; }

    /// <summary>What cannot be, by field.</summary>
    public IReadOnlyDictionary<string, Text> Faults { get; init; } = new Dictionary<string, Text>();

    /// <summary>Why the form as a whole came back.</summary>
    public Text? Refusal { get; init; }

    /// <summary>What was typed, by field.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>The part of the page whose form came back; null: none.</summary>
    public RoomPart? Part { get; init; }
}

/// <summary>Parts of the page that have a form.</summary>
public enum RoomPart
{
    Password,
    Invitation,
    Settings,
    People,
}
