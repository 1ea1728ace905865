using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms;

/// <summary>Who may enter a room.</summary>
public enum RoomEntry
{
    /// <summary>Everybody; with the password, where there is one.</summary>
    Everybody,

    /// <summary>Whoever is signed in or invited.</summary>
    Members,

    /// <summary>The chair lets in one by one whoever is not signed in, not invited and knows no password.</summary>
    Knock,
}

/// <summary>Whether anybody new comes in.</summary>
public enum RoomLock
{
    /// <summary>As <see cref="RoomEntry"/> says.</summary>
    Open,

    /// <summary>Nobody new.</summary>
    Locked,

    /// <summary>Nobody new, and whoever comes waits for the chair: somebody pressed Stop.</summary>
    Stopped,
}

/// <summary>What an account is in a room.</summary>
public enum RoomRole
{
    /// <summary>May mute and remove, and passes the door.</summary>
    Moderator,

    /// <summary>May do all that the chair may, but for giving the room away.</summary>
    CoChair,

    /// <summary>Whose room it is; exactly one.</summary>
    Chair,
}

/// <summary>A claimed room, as it is at one moment; replaced, never changed.</summary>
public sealed record Room
{
    public required RoomName Name { get; init; }

    /// <summary>What the door says above its question; null: the name.</summary>
    public string? Title { get; init; }

    public RoomEntry Entry { get; init; }

    /// <summary>Whether the others wait until a moderator is inside.</summary>
    public bool OpensWithModerator { get; init; }

    public RoomLock Lock { get; init; }

    /// <summary>The password as a PHC string; null = there is none. Never leaves this room of the house.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The hash of the password in small letters: a wrong try that fits this one differs in its capitals only.</summary>
    public string? PasswordSmallHash { get; init; }

    public DateTimeOffset? PasswordSetAt { get; init; }

    /// <summary>How many people the chair expects; null = not said.</summary>
    public int? Expected { get; init; }

    /// <summary>From how many people on the chair is told; null = never. Keeps nobody out.</summary>
    public int? Maximum { get; init; }

    /// <summary>Tickets that rest on the password count from this revision on.</summary>
    public required long RightsRevision { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Accounts and what they are here.</summary>
    public ImmutableDictionary<string, RoomRole> People { get; init; } = ImmutableDictionary<string, RoomRole>.Empty;

    /// <summary>Ids of the tickets that were inside when the door last changed, and until when they may come back.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Stays { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Who was sent out (<see cref="RoomOut.Subject"/>).</summary>
    public ImmutableDictionary<string, RoomOut> Outs { get; init; } = ImmutableDictionary<string, RoomOut>.Empty;

    /// <summary>Invitations that hold, by their ids.</summary>
    public ImmutableDictionary<string, Invitation> Invitations { get; init; } = ImmutableDictionary<string, Invitation>.Empty;

    public bool HasPassword => PasswordHash is not null;

    /// <summary>The title, or the name.</summary>
    public string Shown => Title ?? Name.Key;

    /// <summary>Whose room it is; null where the account is gone and an admin has to give it to another.</summary>
    public string? Chair => People.FirstOrDefault(person => person.Value == RoomRole.Chair).Key;

    /// <summary>Whether anybody could be kept out: then only a shard that checks tokens can hold it.</summary>
    public bool IsGuarded => HasPassword || OpensWithModerator || Entry != RoomEntry.Everybody || Lock != RoomLock.Open;

    /// <summary>What an account is here; null: nothing.</summary>
    public RoomRole? RoleOf(string? account) => account is not null && People.TryGetValue(account, out var role) ? role : null;
}

/// <summary>Somebody who was sent out of a room, and stays out.</summary>
/// <param name="Subject"><c>ticket …</c>, <c>account …</c>, <c>client …</c>.</param>
/// <param name="Name">As the chair saw it.</param>
/// <param name="Until">Until when.</param>
public sealed record RoomOut(string Subject, string Name, DateTimeOffset Until)
{
    public static string OfTicket(string id) => "ticket " + id;

    public static string OfAccount(string id) => "account " + id;

    public static string OfInvitation(string id) => "invitation " + id;

    /// <summary>An app without a ticket, by its keyed hash.</summary>
    public static string OfClient(string mark) => "client " + mark;
}

/// <summary>An invitation that holds.</summary>
/// <param name="Id">Random; opens nothing.</param>
/// <param name="Name">For whom.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Expires">Until when.</param>
public sealed record Invitation(string Id, string Name, DateTimeOffset MadeAt, DateTimeOffset Expires);
