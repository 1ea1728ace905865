namespace ConferenceGateway.Lab.Model;

/// <summary>Who is in a meeting, as far as a bridge feels it.</summary>
/// <param name="People">Everybody.</param>
/// <param name="Cameras">Those of them who send a picture.</param>
public readonly record struct MeetingSize(int People, int Cameras)
{
    // Below so many others everybody gets everybody's picture; above, a bridge sends the latest speakers only.
    private const int LastN = 10;

    /// <summary>
    /// What it costs a bridge of capacity 1, in its own measure: 1 = as much as it can carry. A person costs 0.004, more
    /// where there are others to forward; a camera 0.01. An assumption, fitted to published figures of whole bridges.
    /// </summary>
    public double Stress => (People * 0.004 * (1 + (0.02 * Math.Clamp(People - 1, 0, LastN)))) + (0.01 * Cameras);
}
