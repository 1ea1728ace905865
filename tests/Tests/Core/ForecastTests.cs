using AwesomeAssertions;
using ConferenceGateway.Core;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace ConferenceGateway.Tests.Core;

public sealed class ForecastTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Of_meetings_in_general_half_last_longer_than_fifty_minutes() =>
        MeetingLengths.Usual.EndedWithin(TimeSpan.Zero, TimeSpan.FromMinutes(50)).Should().BeApproximately(0.5, 1e-6);

    [Fact]
    public void Of_a_meeting_that_never_ended_something_can_be_said_too() =>
        MeetingLengths.Usual.EndedWithin(TimeSpan.MaxValue, Hour).Should().BeInRange(0, 1e-6);

    [Fact]
    public void What_a_meeting_has_lasted_already_is_known()
    {
        // Of 100 meetings that were seen, 99 lasted an hour; whoever is beyond it is the hundredth, of three hours.
        var lengths = MeetingLengths.Of([.. Enumerable.Repeat(Hour, 99), 3 * Hour]);

        lengths.EndedWithin(TimeSpan.Zero, Hour).Should().BeGreaterThan(0.97);
        lengths.EndedWithin(1.5 * Hour, Hour).Should().BeLessThan(0.3);
        lengths.EndedWithin(1.5 * Hour, 1.6 * Hour).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void A_rooms_own_lengths_count_from_three_meetings_on()
    {
        var all = MeetingLengths.Of(Enumerable.Repeat(Hour, 50));

        MeetingLengths.Of([Hour, Hour], all).Should().BeSameAs(all);
        MeetingLengths.Of([Hour, Hour, Hour], all).Seen.Should().Be(3);
    }

    [Fact]
    public void The_last_of_many_ends_later_than_one_alone()
    {
        var one = new RunningMeeting(TimeSpan.Zero, MeetingLengths.Usual);

        Forecast.AllEnded([], Forecast.Likely).Should().Be(TimeSpan.Zero);
        Forecast.AllEnded([one, one, one], Forecast.Likely).Should().BeGreaterThan(Forecast.AllEnded([one], Forecast.Likely));
        // The third root of 0.8: each of three alone.
        Forecast.AllEnded([one, one, one], Forecast.Likely).Should().BeCloseTo(Forecast.AllEnded([one], Math.Cbrt(0.8)), TimeSpan.FromSeconds(30));
    }

    [Property]
    public void A_probability_grows_from_nothing_towards_one(PositiveInt age, PositiveInt[] seen, PositiveInt more, PositiveInt evenMore)
    {
        var lengths = MeetingLengths.Of(seen.Select(minutes => TimeSpan.FromMinutes(minutes.Get)));
        var lasted = TimeSpan.FromMinutes(age.Get);
        var (soon, later) = (TimeSpan.FromMinutes(more.Get), TimeSpan.FromMinutes(more.Get + evenMore.Get));

        lengths.EndedWithin(lasted, TimeSpan.Zero).Should().Be(0);
        lengths.EndedWithin(lasted, soon).Should().BeInRange(0, lengths.EndedWithin(lasted, later));
        lengths.EndedWithin(lasted, later).Should().BeLessThanOrEqualTo(1);
        lengths.EndedWithin(lasted, TimeSpan.FromDays(400)).Should().BeGreaterThan(0.99);
    }

    /// <summary>P(T ≤ a + s + t | T &gt; a) is what the two steps s and t make of it.</summary>
    [Property]
    public void Waiting_in_two_steps_is_waiting_at_once(PositiveInt age, PositiveInt[] seen, PositiveInt first, PositiveInt second)
    {
        var lengths = MeetingLengths.Of(seen.Select(minutes => TimeSpan.FromMinutes(minutes.Get)));
        var (a, s, t) = (TimeSpan.FromMinutes(age.Get), TimeSpan.FromMinutes(first.Get), TimeSpan.FromMinutes(second.Get));

        var steps = 1 - ((1 - lengths.EndedWithin(a, s)) * (1 - lengths.EndedWithin(a + s, t)));

        lengths.EndedWithin(a, s + t).Should().BeApproximately(steps, 1e-6);
    }

    [Property]
    public void What_is_foretold_has_that_probability_and_a_minute_earlier_it_has_not(PositiveInt[] ages)
    {
        var meetings = ages.Take(30).Select(age => new RunningMeeting(TimeSpan.FromMinutes(age.Get % 300), MeetingLengths.Usual)).ToArray();
        if (meetings.Length == 0)
            return;
        var (likely, latest) = (Forecast.AllEnded(meetings, Forecast.Likely), Forecast.AllEnded(meetings, Forecast.Latest));

        Forecast.AllEndedWithin(meetings, likely).Should().BeGreaterThanOrEqualTo(Forecast.Likely);
        Forecast.AllEndedWithin(meetings, likely - TimeSpan.FromMinutes(1)).Should().BeLessThan(Forecast.Likely);
        latest.Should().BeGreaterThan(likely).And.BeLessThan(Forecast.Horizon);
    }
}
