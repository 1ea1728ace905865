namespace ConferenceGateway.Connections;

/// <summary>By which way somebody is in a meeting.</summary>
public enum ConnectionWay
{
    /// <summary>A browser.</summary>
    Browser,

    /// <summary>One of Jitsi's apps.</summary>
    App,

    /// <summary>A telephone, through Jigasi.</summary>
    Phone,

    /// <summary>A recording, through Jibri.</summary>
    Recording,
}

/// <summary>Whom a connection belongs to, as far as the door knows it.</summary>
/// <param name="Way">By which way.</param>
internal sealed record Visitor(ConnectionWay Way)
{
    /// <summary>Nobody that is known, in a browser.</summary>
    public static readonly Visitor InBrowser = new(ConnectionWay.Browser);

    /// <summary>Nobody that is known, in an app.</summary>
    public static readonly Visitor InApp = new(ConnectionWay.App);

    /// <summary>The id of the ticket; null where none was needed and none was there.</summary>
    public string? Ticket { get; init; }

    /// <summary>The account's id; null: not signed in.</summary>
    public string? Account { get; init; }

    /// <summary>The invitation's id, if the ticket rests on one.</summary>
    public string? Invitation { get; init; }

    /// <summary>
    /// What a visitor without a ticket is known by in a claimed room: a keyed hash of address and User-Agent, which names
    /// nobody without a key that is never written. Null for whoever has a ticket.
    /// </summary>
    public string? Client { get; init; }

    /// <summary>The name that the door knows; null: a guest with a number.</summary>
    public string? Name { get; init; }

    /// <summary>Whether this visitor may mute and remove others.</summary>
    public bool IsModerator { get; init; }

    /// <summary>Whether they are here by something of their own, a sign-in or an invitation, and not by what anybody may be told.</summary>
    public bool HasOwnRight => Account is not null || Invitation is not null;
}
