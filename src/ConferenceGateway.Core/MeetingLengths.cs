using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>
/// How long meetings last: what was seen, and one meeting's weight of what is known of meetings in general, so that a
/// meeting that lasts longer than all that were seen still has an expected end. Minutes.
/// </summary>
public sealed class MeetingLengths
{
    /// <summary>Half of all meetings last longer. Published means are 52 to 54 minutes (Zoom, 2021 and 2022).</summary>
    public const double MedianMinutes = 50;

    /// <summary>
    /// The spread of the logarithm. The published means alone would be met by 0.4; an association's evenings are longer
    /// than a company's calls, and a forecast had better be late than early.
    /// </summary>
    public const double Sigma = 0.6;

    /// <summary>Of a room with fewer meetings its own lengths say too little.</summary>
    public const int FewestOwn = 3;

    private readonly ImmutableArray<double> _seen;

    private MeetingLengths(ImmutableArray<double> sorted) => _seen = sorted;

    /// <summary>Meetings in general.</summary>
    public static MeetingLengths Usual { get; } = new([]);

    /// <summary>Those that were seen.</summary>
    public static MeetingLengths Of(IEnumerable<TimeSpan> seen) =>
        new([.. seen.Select(length => length.TotalMinutes).Where(minutes => minutes > 0).Order()]);

    /// <summary>A room's own lengths where there are enough, else those of all rooms.</summary>
    public static MeetingLengths Of(IReadOnlyCollection<TimeSpan> own, MeetingLengths all)
    {
        ArgumentNullException.ThrowIfNull(own);
        return own.Count >= FewestOwn ? Of(own) : all;
    }

    /// <summary>How many were seen.</summary>
    public int Seen => _seen.Length;

    /// <summary>The probability that a meeting of this age has ended after so much longer: from 0 at once to 1 in the end.</summary>
    public double EndedWithin(TimeSpan age, TimeSpan longer)
    {
        if (longer <= TimeSpan.Zero)
            return 0;
        var lasted = Math.Max(0, age.TotalMinutes);
        return Math.Clamp(1 - (Longer(lasted + longer.TotalMinutes) / Longer(lasted)), 0, 1);
    }

    /// <summary>Of all these meetings together, how many last longer than that. Never none: what is usual has no end that a clock can show.</summary>
    private double Longer(double minutes)
    {
        var place = _seen.AsSpan().BinarySearch(minutes);
        if (place < 0)
            place = ~place;
        while (place < _seen.Length && _seen[place] <= minutes)
            place++;
        return _seen.Length - place + UsuallyLonger(minutes);
    }

    private static double UsuallyLonger(double minutes) =>
        minutes <= 0 ? 1 : 0.5 * Erfc(Math.Log(minutes / MedianMinutes) / (Sigma * Math.Sqrt(2)));

    /// <summary>
    /// The complementary error function, by the rational approximation 7.1.26 of Abramowitz and Stegun: off by less than
    /// 1.5e-7, which is far less than anybody knows of meetings.
    /// </summary>
    private static double Erfc(double x)
    {
        var t = 1 / (1 + (0.3275911 * Math.Abs(x)));
        var tail = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429)))))))) * Math.Exp(-x * x);
        return x >= 0 ? tail : 2 - tail;
    }
}
