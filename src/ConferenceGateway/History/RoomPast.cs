namespace ConferenceGateway.History;

/// <summary>The last meetings of one room. Not thread-safe.</summary>
internal sealed class RoomPast
{
    /// <summary>Older ones say less about the next one, and cost memory.</summary>
    public const int Most = 20;

    private readonly Queue<(int Peak, TimeSpan Duration)> _meetings = new();

    public int? Expected { get; private set; }

    public IReadOnlyList<TimeSpan> Durations => [.. _meetings.Select(meeting => meeting.Duration)];

    public void Add(int peak, TimeSpan duration)
    {
        if (_meetings.Count == Most)
            _meetings.Dequeue();
        _meetings.Enqueue((peak, duration));
        var peaks = _meetings.Select(meeting => meeting.Peak).Order().ToList();
        // The 80th percentile, by the nearest rank: the ceiling of four fifths of them, counted from one.
        Expected = peaks[((4 * peaks.Count) - 1) / 5];
    }
}
