namespace ConferenceGateway.Lab.Model;

/// <summary>What a bridge measured of itself at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Stress">Of its load; 1 = as much as it can carry, and it can be more.</param>
/// <param name="Conferences">Meetings on it.</param>
/// <param name="Endpoints">People on it.</param>
/// <param name="Cameras">Those who send a picture.</param>
/// <param name="Largest">People of its largest meeting.</param>
/// <param name="IsDraining">Whether it had been told to drain.</param>
/// <param name="IsHealthy">Whether its own check was content.</param>
public sealed record BridgeReport(
    DateTimeOffset At, double Stress, int Conferences, int Endpoints, int Cameras, int Largest, bool IsDraining, bool IsHealthy);
