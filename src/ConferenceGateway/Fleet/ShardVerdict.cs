using ConferenceGateway.Core;

namespace ConferenceGateway.Fleet;

/// <summary>
/// Turns single answers into a shard's health: three failures in a row are down, two answers in a row are up, one of
/// either changes nothing.
/// </summary>
internal sealed class ShardVerdict
{
    public const int FailuresToDown = 3;
    public const int AnswersToUp = 2;

    private int _answers;
    private int _failures;

    public NodeHealth Health { get; private set; } = NodeHealth.Unknown;

    /// <summary>Whether the next answer may decide: then there is no point in waiting long for it.</summary>
    public bool IsAlmostUp => Health != NodeHealth.Up && _answers > 0;

    public NodeHealth Hear(bool answered)
    {
        (_answers, _failures) = answered ? (_answers + 1, 0) : (0, _failures + 1);
        if (_answers >= AnswersToUp)
            Health = NodeHealth.Up;
        else if (_failures >= FailuresToDown)
            Health = NodeHealth.Down;
        return Health;
    }
}
