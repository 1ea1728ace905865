using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.History;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.History;

public sealed class MeetingHistoryTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_meeting_is_recorded_when_its_last_one_has_not_come_back()
    {
        await using var past = await Past.OpenAsync();
        var began = past.Time.GetUtcNow();
        var first = past.Connect("plenum");
        past.Time.Advance(TimeSpan.FromMinutes(5));
        past.Connections.Close(past.Connect("plenum"));
        past.Connections.Close(past.Connect("plenum"));
        past.Time.Advance(TimeSpan.FromMinutes(50));
        past.Connections.Close(first);
        var ended = past.Time.GetUtcNow();

        past.Time.Advance(RoomPresence.Absence);
        await past.Watch.LookAsync();
        (await past.Store.LatestAsync(10)).Should().BeEmpty("they may still come back");

        past.Time.Advance(Moment);
        await past.Watch.LookAsync();
        await past.Watch.LookAsync();

        (await past.Store.LatestAsync(10)).Should().Equal(new MeetingRow
        {
            Room = "plenum",
            StartedMs = began.ToUnixTimeMilliseconds(),
            EndedMs = ended.ToUnixTimeMilliseconds(),
            Peak = 2,
            Shard = "a",
            Weekday = 1,
            Hour = 12,
        });
        past.Meetings.ExpectedOf(Past.Room("plenum")).Should().Be(2);
        past.Meetings.DurationsOf(Past.Room("plenum")).Should().Equal(TimeSpan.FromMinutes(55));
    }

    [Fact]
    public async Task Whoever_comes_back_in_time_goes_on_in_the_same_meeting_and_later_in_another()
    {
        await using var past = await Past.OpenAsync();
        past.Connect("rest");
        MeetTwo(past);
        past.Time.Advance(RoomPresence.Absence);
        MeetTwo(past);
        past.Time.Advance(RoomPresence.Absence + Moment);
        MeetTwo(past);
        past.Time.Advance(RoomPresence.Absence + Moment);

        await past.Watch.LookAsync();

        past.Meetings.DurationsOf(Past.Room("plenum")).Should().Equal(2 * Hour + RoomPresence.Absence, Hour);
    }

    [Fact]
    public async Task People_are_counted_and_not_their_windows()
    {
        await using var past = await Past.OpenAsync();
        List<Connection> all = [past.Connect("plenum", "t1"), past.Connect("plenum", "t1"), past.Connect("plenum", "t2")];
        foreach (var each in all)
            past.Connections.Close(each);
        past.Time.Advance(RoomPresence.Absence + Moment);

        await past.Watch.LookAsync();

        past.Meetings.ExpectedOf(Past.Room("plenum")).Should().Be(2);
    }

    [Fact]
    public async Task A_room_that_is_released_loses_no_meeting_and_one_alone_has_none()
    {
        await using var past = await Past.OpenAsync();
        MeetTwo(past);
        past.Connections.Close(past.Connect("alone"));
        past.Connections.Forget(Past.Room("plenum"));
        past.Connections.Forget(Past.Room("alone"));

        await past.Watch.LookAsync();

        (await past.Store.LatestAsync(10)).Select(row => row.Room).Should().Equal("plenum");
        past.Meetings.ExpectedOf(Past.Room("alone")).Should().BeNull();
    }

    [Fact]
    public async Task Of_the_last_twenty_meetings_eight_in_ten_were_no_larger()
    {
        await using var past = await Past.OpenAsync();
        past.Meetings.ExpectedOf(Past.Room("plenum")).Should().BeNull();
        past.Add("plenum", past.Time.GetUtcNow().AddDays(-50), Hour, peak: 500);
        for (var peak = 1; peak <= 20; peak++)
            past.Add("plenum", past.Time.GetUtcNow().AddDays(peak - 30), Hour, peak + 1);

        past.Meetings.ExpectedOf(Past.Room("plenum")).Should().Be(17);
        past.Meetings.DurationsOf(Past.Room("plenum")).Should().HaveCount(20);
        past.Meetings.Durations.Should().HaveCount(21);
    }

    [Fact]
    public async Task It_is_the_same_after_a_restart()
    {
        await using var before = await Past.OpenAsync();
        for (var day = 0; day < 25; day++)
            before.Add("plenum", before.Time.GetUtcNow().AddDays(day - 30), TimeSpan.FromMinutes(10 + day), 2 + day);
        await before.Meetings.WriteAsync();

        await using var after = await Past.OpenAsync(before.Database.Path, before.Time);

        after.Meetings.ExpectedOf(Past.Room("plenum")).Should().Be(before.Meetings.ExpectedOf(Past.Room("plenum")));
        after.Meetings.DurationsOf(Past.Room("plenum")).Should().Equal(before.Meetings.DurationsOf(Past.Room("plenum")));
    }

    [Fact]
    public async Task Memory_is_bounded_and_the_room_that_met_longest_ago_goes_first()
    {
        await using var past = await Past.OpenAsync();
        for (var room = 0; room <= MeetingHistory.MostRooms; room++)
        {
            past.Add($"room{room}", past.Time.GetUtcNow(), Hour, 5);
            if (room == 1)
                past.Add("room0", past.Time.GetUtcNow(), Hour, 5);
        }

        past.Meetings.ExpectedOf(Past.Room("room1")).Should().BeNull();
        past.Meetings.ExpectedOf(Past.Room("room0")).Should().Be(5);
        past.Meetings.Durations.Should().HaveCount(MeetingHistory.MostDurations);
    }

    [Fact]
    public async Task What_is_older_than_the_days_goes()
    {
        await using var past = await Past.OpenAsync();
        past.Add("old", past.Time.GetUtcNow().AddDays(-400) - Moment, Hour, 5);
        past.Add("young", past.Time.GetUtcNow().AddDays(-400), Hour, 5);
        await past.Meetings.WriteAsync();

        (await past.Store.SweepAsync(TestContext.Current.CancellationToken)).Should().Be(1);

        (await past.Store.LatestAsync(10)).Select(row => row.Room).Should().Equal("young");
    }

    [Fact]
    public async Task More_than_are_kept_go_the_first_ones_first()
    {
        await using var past = await Past.OpenAsync();
        var store = new MeetingStore(past.Database, new HistoryOptions { MostMeetings = 2 }, past.Time);
        foreach (var (room, hours) in (IEnumerable<(string, int)>)[("second", 3), ("first", 4), ("last", 1), ("third", 2)])
            past.Add(room, past.Time.GetUtcNow().AddHours(-hours), Moment, 5);
        await past.Meetings.WriteAsync();

        (await store.SweepAsync(TestContext.Current.CancellationToken)).Should().Be(2);

        (await store.LatestAsync(10)).Select(row => row.Room).Should().Equal("last", "third");
    }

    [Fact]
    public async Task While_the_database_is_away_meetings_wait()
    {
        await using var past = await Past.OpenAsync();
        await using (var connection = await past.Database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("ALTER TABLE meetings RENAME TO elsewhere");
            past.Add("plenum", past.Time.GetUtcNow(), Hour, 5);
            await past.Meetings.WriteAsync();
            await connection.ExecuteAsync("ALTER TABLE elsewhere RENAME TO meetings");
        }

        past.Add("vorstand", past.Time.GetUtcNow(), Hour, 5);
        await past.Meetings.WriteAsync();

        (await past.Store.LatestAsync(10)).Select(row => row.Room).Should().BeEquivalentTo("plenum", "vorstand");
    }

    private static void MeetTwo(Past past)
    {
        var first = past.Connect("plenum");
        var second = past.Connect("plenum");
        past.Time.Advance(Hour);
        past.Connections.Close(first);
        past.Connections.Close(second);
    }
}
