using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Rooms.Changes;

/// <summary>What became of a deed on a room.</summary>
internal abstract record RoomAnswer
{
    /// <summary>It is written and in force.</summary>
    public sealed record Done(Room Room) : RoomAnswer
    {
        /// <summary>The room before; null: it is new.</summary>
        public Room? Was { get; init; }
    }

    /// <summary>Somebody is invited; the secret of the link is said now and never again.</summary>
    public sealed record Invited(Room Room, Invitation Invitation, string Secret) : RoomAnswer
    {
        /// <summary>The link that is handed on.</summary>
        public string LinkAt(Origins origins) => origins.Meeting + InvitationChanges.LinkPath + Secret;
    }

    /// <summary>The room is nobody's any more.</summary>
    public sealed record GivenUp(Room Was) : RoomAnswer;

    /// <summary>Somebody has that name already.</summary>
    public sealed record Taken : RoomAnswer;

    /// <summary>Nobody has claimed that name.</summary>
    public sealed record Unknown : RoomAnswer;

    /// <summary>Somebody else has changed it since it was read.</summary>
    public sealed record Changed(Room Now) : RoomAnswer;

    /// <summary>This account is the chair of as many rooms as one can be.</summary>
    public sealed record TooManyRooms(int Most) : RoomAnswer;

    /// <summary>Nobody could be kept out: no shard asks for tokens.</summary>
    public sealed record CannotGuard : RoomAnswer;

    /// <summary>Too many passwords are being hashed.</summary>
    public sealed record Busy : RoomAnswer;

    /// <summary>No account of that name may sign in.</summary>
    public sealed record NoAccount : RoomAnswer;

    /// <summary>That person is the room's chair, who is somebody as long as there is a room.</summary>
    public sealed record IsChair : RoomAnswer;

    /// <summary>The room has no such person, invitation or connection (any more).</summary>
    public sealed record NotThere : RoomAnswer;

    /// <summary>The room has as many of them as it can have.</summary>
    public sealed record Full(int Most) : RoomAnswer;

    /// <summary>Whoever was meant moderates this room, and would come straight back: first take that right.</summary>
    public sealed record Moderates : RoomAnswer;

    /// <summary>What people and machines are told; null when it is done.</summary>
    public Problem? Problem => this switch
    {
        Taken => new Problem.Conflict(new(
            "Diesen Raum hat schon jemand. Bitte einen anderen Namen wählen.", "Somebody has that room already. Please choose another name.")),
        Unknown => NoSuchRoom,
        Changed => new Problem.Changed(),
        TooManyRooms many => new Problem.Conflict(new(
            $"Mehr als {many.Most} Räume kann hier niemand leiten. Bitte erst einen aufgeben.", $"Nobody can chair more than {many.Most} rooms here. Please give one up first.")),
        CannotGuard => new Problem.Conflict(new(
            "Dafür braucht es einen Shard, der Tokens prüft. Hier gibt es keinen: Fleet:Shards[]:Authentication=Token, docs/jitsi-tokens.md. Solange bleibt die Tür, wie sie ist.",
            "This needs a shard that checks tokens, and there is none: Fleet:Shards[]:Authentication=Token, docs/jitsi-tokens.md. Until then the door stays as it is.")),
        Busy => new Problem.TooManyTries(TimeSpan.FromSeconds(5)),
        NoAccount => new Problem.Conflict(new(
            "Ein Konto mit diesem Namen gibt es nicht, oder es ist gesperrt. Gemeint ist der Name, mit dem sich jemand anmeldet.",
            "There is no account of that name, or it is disabled. The name is the one that somebody signs in with.")),
        IsChair => new Problem.Conflict(new(
            "Das ist die Leitung des Raums. Den Raum erst an jemand anderen übergeben.", "This is the room's chair. Hand the room over to somebody else first.")),
        NotThere => new Problem.NotFound(new(
            "Das ist inzwischen vorbei oder entfernt. Die Seite des Raums zeigt, was gilt.", "That is over or removed by now. The room's page shows what is.")),
        Moderates => new Problem.Conflict(new(
            "Wer hier leitet oder moderiert, kommt gleich wieder herein. Erst die Rolle wegnehmen.", "A chair or moderator would come straight back in. Take that role away first.")),
        Full full => new Problem.Conflict(new(
            $"Mehr als {full.Most} hat ein Raum nicht. Bitte erst etwas entfernen.", $"A room has no more than {full.Most} of them. Please remove some first.")),
        _ => null,
    };

    /// <summary>The same for a room that is not there and for one that is none of the caller's business.</summary>
    public static Problem NoSuchRoom { get; } = new Problem.NotFound(new(
        "Diesen Raum gibt es nicht, oder er gehört nicht Ihnen. „Räume“ zeigt Ihre.", "There is no such room, or it is not yours. \"Rooms\" has yours."));
}
