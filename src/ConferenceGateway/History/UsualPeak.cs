namespace ConferenceGateway.History;

/// <summary>Most people at one moment, as usual in a part of a weekday.</summary>
/// <param name="At">About when.</param>
/// <param name="People">How many.</param>
internal sealed record UsualPeak(DateTimeOffset At, int People);
