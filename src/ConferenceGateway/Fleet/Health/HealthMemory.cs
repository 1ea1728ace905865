using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet.Health;

/// <summary>
/// Turns single answers into health, with a memory. Down: three failures in a row, or three among the last ten answers, so
/// that what fails now and then comes down too. Up: two answers in a row; after each fall within ten minutes twice as many,
/// so that what flaps stays down.
/// </summary>
internal sealed class HealthMemory(TimeProvider time)
{
    /// <summary>Failures in a row, or among the last ten answers, that are down.</summary>
    public const int FailuresToDown = 3;

    /// <summary>Answers in a row that are up, where nothing fell lately.</summary>
    public const int AnswersToUp = 2;

    /// <summary>The most answers in a row that are asked for.</summary>
    public const int MostAnswersToUp = 64;

    /// <summary>For so long a fall is remembered.</summary>
    public static readonly TimeSpan FallsFor = TimeSpan.FromMinutes(10);

    private const int Window = 10;

    private readonly Queue<DateTimeOffset> _falls = new();
    private int _needed = AnswersToUp;
    private int _answers;
    private int _failures;
    // The last ten answers, a bit each; 1 = failed.
    private uint _last;

    /// <summary>What follows from the answers until now.</summary>
    public NodeHealth Health { get; private set; } = NodeHealth.Unknown;

    /// <summary>Whether the next answer should not be waited for long: it may decide, or it is one of the few that will.</summary>
    public bool IsUndecided => Health == NodeHealth.Up ? _last != 0 : _answers > 0 || (Health == NodeHealth.Unknown && _failures > 0);

    /// <summary>Whether nothing was decided yet, and the last answer was a good one.</summary>
    public bool IsRisingFirst => Health == NodeHealth.Unknown && _answers > 0;

    /// <summary>Takes one answer.</summary>
    public NodeHealth Hear(bool answered)
    {
        (_answers, _failures) = answered ? (_answers + 1, 0) : (0, _failures + 1);
        _last = ((_last << 1) | (answered ? 0u : 1u)) & ((1u << Window) - 1);
        if (Health != NodeHealth.Up)
        {
            if (_answers >= _needed)
                Rise();
            else if (_failures >= FailuresToDown)
                Health = NodeHealth.Down;
        }
        else if (_failures >= FailuresToDown || uint.PopCount(_last) >= FailuresToDown)
        {
            Fall();
        }

        return Health;
    }

    // What was before is paid for by the answers that it needed.
    private void Rise() => (Health, _last) = (NodeHealth.Up, 0);

    private void Fall()
    {
        var now = time.GetUtcNow();
        _falls.Enqueue(now);
        while (_falls.Peek() <= now - FallsFor)
            _falls.Dequeue();
        _needed = (int)Math.Min(MostAnswersToUp, (long)AnswersToUp << Math.Min(_falls.Count - 1, 30));
        (Health, _answers) = (NodeHealth.Down, 0);
    }
}
