namespace ConferenceGateway.Lab;

/// <summary>One planned meeting. Times are those of life, not sped up.</summary>
/// <param name="Room">Its room, not encoded.</param>
/// <param name="Start">Since the beginning of the plan; zero where a meeting begins when it is opened.</param>
/// <param name="Duration">Since its start.</param>
/// <param name="Visits">Who comes.</param>
public sealed record PlannedMeeting(string Room, TimeSpan Start, TimeSpan Duration, IReadOnlyList<PlannedVisit> Visits);

/// <summary>One person's part of it.</summary>
/// <param name="Nick">Their name.</param>
/// <param name="Arrival">Since the meeting's start.</param>
/// <param name="HasCamera">Whether they send a picture.</param>
public sealed record PlannedVisit(string Nick, TimeSpan Arrival, bool HasCamera);
