namespace ConferenceGateway.Rooms;

/// <summary>What became of a deed on a room.</summary>
internal abstract record RoomAnswer
{
    /// <summary>It is written and in force.</summary>
    public sealed record Done(Room Room) : RoomAnswer
    {
        /// <summary>The room before; null: it is new.</summary>
        public Room? Was { get; init; }
    }

    /// <summary>Somebody has that name already.</summary>
    public sealed record Taken : RoomAnswer;

    /// <summary>Nobody has claimed that name.</summary>
    public sealed record Unknown : RoomAnswer;

    /// <summary>Somebody else has changed it since it was read.</summary>
    public sealed record Changed(Room Now) : RoomAnswer;

    /// <summary>Whoever was meant has left already, or is not known.</summary>
    public sealed record NobodyThere : RoomAnswer;

    /// <summary>Whoever was meant moderates this room, and would come straight back: first take that right.</summary>
    public sealed record Moderates : RoomAnswer;
}
