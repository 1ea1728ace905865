using AwesomeAssertions;
using ConferenceGateway.History;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConferenceGateway.Tests.History;

public sealed class UsualPeaksTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task It_is_the_median_of_the_same_weekday_in_the_last_weeks()
    {
        await using var past = await Past.OpenAsync();
        var evening = Evening(past);
        foreach (var (week, people) in (IEnumerable<(int, int)>)[(1, 40), (2, 90), (3, 50), (4, 45), (5, 55)])
        {
            past.Add($"plenum{week}", evening.AddDays(-7 * week), 2 * Hour, people - 10);
            past.Add($"vorstand{week}", evening.AddDays(-7 * week) + Hour, Hour, 10);
            past.Add($"tuesday{week}", evening.AddDays((-7 * week) + 1), Hour, 500);
            past.Add($"morning{week}", evening.AddDays(-7 * week) - 9 * Hour, Hour, 500);
        }

        await past.Meetings.WriteAsync();

        (await past.Peaks.InAsync(evening - Hour, evening + 3 * Hour)).Should().Be(new UsualPeak(evening + Hour, 50));
    }

    [Fact]
    public async Task Where_nothing_is_recorded_nothing_is_known()
    {
        await using var past = await Past.OpenAsync();

        (await past.Peaks.InAsync(Evening(past), Evening(past) + Hour)).Should().BeNull();
    }

    [Fact]
    public async Task Meetings_one_after_the_other_do_not_add_up()
    {
        await using var past = await Past.OpenAsync();
        var last = Evening(past).AddDays(-7);
        past.Add("eins", last, Hour, 30);
        past.Add("zwei", last + Hour, Hour, 20);
        await past.Meetings.WriteAsync();

        (await past.Peaks.InAsync(Evening(past), Evening(past) + 3 * Hour)).Should().Be(new UsualPeak(Evening(past), 30));
    }

    [Fact]
    public async Task A_meeting_that_began_before_counts_and_one_that_ended_before_does_not()
    {
        await using var past = await Past.OpenAsync();
        var last = Evening(past).AddDays(-7);
        past.Add("long", last - 2 * Hour, 3 * Hour, 30);
        past.Add("over", last - 2 * Hour, 2 * Hour, 20);
        await past.Meetings.WriteAsync();

        (await past.Peaks.InAsync(Evening(past), Evening(past) + Hour)).Should().Be(new UsualPeak(Evening(past), 30));
    }

    [Fact]
    public async Task Eight_in_the_evening_is_eight_in_summer_and_in_winter()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 26, 11, 0, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        await using var past = await Past.OpenAsync(path: null, time);
        // The clocks went back on the 25th: eight was 18:00 UTC a week ago, and is 19:00 today.
        past.Add("plenum", new DateTimeOffset(2026, 10, 19, 18, 0, 0, TimeSpan.Zero), Hour, 30);
        await past.Meetings.WriteAsync();
        var eight = new DateTimeOffset(2026, 10, 26, 19, 0, 0, TimeSpan.Zero);

        (await past.Peaks.InAsync(eight, eight + Hour)).Should().Be(new UsualPeak(eight, 30));
    }

    [Fact]
    public async Task The_hour_of_a_peak_is_the_one_of_the_clock_though_the_clock_goes_back_before_it()
    {
        // Saturday evening; at three in the night the clocks go back.
        var now = new DateTimeOffset(2026, 10, 24, 18, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(now);
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        await using var past = await Past.OpenAsync(path: null, time);
        // Sunday at six by the clock, in summer.
        past.Add("plenum", new DateTimeOffset(2026, 10, 18, 16, 0, 0, TimeSpan.Zero), Hour, 30);
        await past.Meetings.WriteAsync();

        (await past.Peaks.InAsync(now, now + 24 * Hour)).Should().Be(new UsualPeak(new DateTimeOffset(2026, 10, 25, 17, 0, 0, TimeSpan.Zero), 30));
    }

    private static DateTimeOffset Evening(Past past) => past.Time.GetUtcNow().AddHours(8);
}
