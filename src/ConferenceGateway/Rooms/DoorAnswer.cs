namespace ConferenceGateway.Rooms;

/// <summary>Why nobody goes in here.</summary>
internal enum ShutReason
{
    /// <summary>The chair has locked the room.</summary>
    Locked,

    /// <summary>This visitor was sent out.</summary>
    Out,

    /// <summary>Nobody has claimed that name, and such names are not for use.</summary>
    Unclaimed,
}

/// <summary>What somebody waits for.</summary>
internal enum WaitFor
{
    /// <summary>The chair lets them in.</summary>
    Chair,

    /// <summary>A moderator comes.</summary>
    Moderator,
}

/// <summary>What the door says to a visitor: a closed set. Answers without data exist once, so asking costs no memory.</summary>
internal abstract record DoorAnswer
{
    /// <summary>Come in.</summary>
    /// <param name="IsModerator">Whether this visitor may mute and remove others. In a room that nobody has claimed, the first one may.</param>
    public sealed record Open(bool IsModerator) : DoorAnswer
    {
        public static readonly Open ForEverybody = new(false);
        public static readonly Open ForModerators = new(true);
    }

    /// <summary>The password, please.</summary>
    /// <param name="CanKnock">Whether somebody without it may knock instead.</param>
    public sealed record AskPassword(bool CanKnock) : DoorAnswer
    {
        public static readonly AskPassword Only = new(false);
        public static readonly AskPassword OrKnock = new(true);
    }

    /// <summary>A name, please, by which the chair knows who knocks.</summary>
    public sealed record AskName : DoorAnswer
    {
        public static readonly AskName Instance = new();
    }

    /// <summary>For whoever is signed in or invited.</summary>
    public sealed record AskSignIn : DoorAnswer
    {
        public static readonly AskSignIn Instance = new();
    }

    /// <summary>Not yet.</summary>
    public sealed record Wait(WaitFor For) : DoorAnswer
    {
        public static readonly Wait ForChair = new(WaitFor.Chair);
        public static readonly Wait ForModerator = new(WaitFor.Moderator);
    }

    /// <summary>No.</summary>
    public sealed record Shut(ShutReason Why) : DoorAnswer
    {
        public static readonly Shut Locked = new(ShutReason.Locked);
        public static readonly Shut Out = new(ShutReason.Out);
        public static readonly Shut Unclaimed = new(ShutReason.Unclaimed);
    }
}
