namespace ConferenceGateway.Rooms.Chair;

/// <summary>A room in a list.</summary>
/// <param name="Room">Which.</param>
/// <param name="Inside">How many are in.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Chair">Whose it is; null: nobody's, or not asked.</param>
public sealed record RoomRow(Room Room, int Inside, int Waiting, string? Chair);
