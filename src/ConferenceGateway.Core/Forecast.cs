namespace ConferenceGateway.Core;

/// <summary>A meeting that runs, and how long such meetings last.</summary>
/// <param name="Age">How long it has lasted.</param>
/// <param name="Lengths">How long it may last.</param>
public readonly record struct RunningMeeting(TimeSpan Age, MeetingLengths Lengths);

/// <summary>When the last of several meetings will have ended, if each goes its own way. Pure.</summary>
public static class Forecast
{
    /// <summary>What a page calls probable.</summary>
    public const double Likely = 0.8;

    /// <summary>What a page calls the latest.</summary>
    public const double Latest = 0.95;

    /// <summary>Later than this nothing is foretold: who meets for two days does not mean to end.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(2);

    private static readonly TimeSpan Exactly = TimeSpan.FromSeconds(15);

    /// <summary>The probability that all of them have ended after so much longer; of none it is 1.</summary>
    public static double AllEndedWithin(IReadOnlyCollection<RunningMeeting> meetings, TimeSpan longer)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        return meetings.Aggregate(1.0, (all, one) => all * one.Lengths.EndedWithin(one.Age, longer));
    }

    /// <summary>
    /// After how long all have ended with that probability: the smallest such time, to a quarter of a minute and never too
    /// early. At most <see cref="Horizon"/>; without a meeting at once.
    /// </summary>
    public static TimeSpan AllEnded(IReadOnlyCollection<RunningMeeting> meetings, double probability)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        if (meetings.Count == 0)
            return TimeSpan.Zero;
        var (early, late) = (TimeSpan.Zero, Horizon);
        while (late - early > Exactly)
        {
            var middle = (early + late) / 2;
            if (AllEndedWithin(meetings, middle) >= probability)
                late = middle;
            else
                early = middle;
        }

        return late;
    }
}
