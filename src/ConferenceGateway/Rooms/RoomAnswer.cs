namespace ConferenceGateway.Rooms;

/// <summary>What became of a change to a room.</summary>
internal abstract record RoomAnswer
{
    /// <summary>It is written and in force.</summary>
    public sealed record Done(Room Room) : RoomAnswer;

    /// <summary>Somebody has that name already.</summary>
    public sealed record Taken : RoomAnswer;
}
