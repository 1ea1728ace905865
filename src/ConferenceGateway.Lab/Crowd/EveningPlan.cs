namespace ConferenceGateway.Lab;

/// <summary>
/// The meetings of an evening that begins at 18:00, in the order of their starts. The same seed plans the same evening. The
/// shares are assumptions: that meetings begin at full and half hours is published, how sharply is not.
/// </summary>
/// <param name="Meetings">All of them.</param>
public sealed record EveningPlan(IReadOnlyList<PlannedMeeting> Meetings)
{
    private const double OnTheHalfHour = 0.7;
    private const double InTheBurst = 0.4;
    private static readonly TimeSpan Off = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Length = TimeSpan.FromHours(4);

    // 19:30 to 20:05.
    private static readonly (TimeSpan From, TimeSpan To) Burst = (TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(125));

    /// <summary>People who come, each in as many meetings as they visit.</summary>
    public int People => Meetings.Sum(meeting => meeting.Visits.Count);

    /// <summary>Meetings from 18:00 to 22:00, seven in ten of them within three minutes of a full or half hour.</summary>
    /// <param name="seed">Of the lots.</param>
    /// <param name="people">How many come, all meetings together.</param>
    public static EveningPlan Calm(int seed, int people) => Plan(seed, people, 0);

    /// <summary>Monday: as a calm evening, but four of ten meetings begin between 19:30 and 20:05.</summary>
    /// <inheritdoc cref="Calm"/>
    public static EveningPlan Monday(int seed, int people) => Plan(seed, people, InTheBurst);

    /// <summary>
    /// What is known of one day at a large installation: so many people within half a minute, each the first of a room of
    /// their own. The others of these rooms come after that, as always.
    /// </summary>
    /// <param name="seed">Of the lots.</param>
    /// <param name="rooms">How many.</param>
    /// <param name="within">The half minute.</param>
    public static EveningPlan AllAtOnce(int seed, int rooms, TimeSpan within)
    {
        var lots = new CrowdPlan(seed);
        return Ordered(Enumerable.Range(0, rooms).Select(_ =>
        {
            var meeting = lots.Next(int.MaxValue, false);
            return meeting with
            {
                Start = within * lots.Draw(),
                Visits = [.. meeting.Visits.Select((visit, index) => visit with { Arrival = index == 0 ? TimeSpan.Zero : visit.Arrival + within })],
            };
        }));
    }

    private static EveningPlan Plan(int seed, int people, double burst)
    {
        var lots = new CrowdPlan(seed);
        var meetings = new List<PlannedMeeting>();
        for (var left = people; left > 0; left -= meetings[^1].Visits.Count)
            meetings.Add(lots.Next(left, false) with { Start = Start(lots, burst) });
        return Ordered(meetings);
    }

    private static TimeSpan Start(CrowdPlan lots, double burst)
    {
        var inBurst = lots.Draw() < burst;
        var start = inBurst ? Burst.From + ((Burst.To - Burst.From) * lots.Draw()) : Length * lots.Draw();
        if (lots.Draw() >= OnTheHalfHour)
            return start;
        var half = HalfHour * Math.Round(start / HalfHour);
        var near = half + (Off * ((2 * lots.Draw()) - 1));
        return inBurst ? Within(near, Burst.From, Burst.To) : Within(near, TimeSpan.Zero, Length);
    }

    private static EveningPlan Ordered(IEnumerable<PlannedMeeting> meetings) => new([.. meetings.OrderBy(meeting => meeting.Start)]);

    private static TimeSpan Within(TimeSpan time, TimeSpan from, TimeSpan to) => time < from ? from : time > to ? to : time;
}
