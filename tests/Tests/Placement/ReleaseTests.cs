using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Core;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

public sealed class ReleaseTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Release = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_room_is_released_five_minutes_after_its_last_connection()
    {
        await using var book = await Book.OpenAsync();
        var shard = await book.ClaimAsync("plenum", Two);
        var first = book.Connect("plenum", shard);
        var second = book.Connect("plenum", shard);
        book.Time.Advance(TimeSpan.FromHours(1));
        book.Connections.Close(first);
        book.Time.Advance(TimeSpan.FromMinutes(10));
        await book.SweepAsync();
        book.Find("plenum", Two).Should().Be(shard, "one is still there");

        book.Connections.Close(second);
        book.Time.Advance(Release - Moment);
        await book.SweepAsync();
        book.Find("plenum", Two).Should().Be(shard, "five minutes are not over");

        book.Time.Advance(Moment);
        await book.SweepAsync();
        book.Find("plenum", Two).Should().BeNull();
        (await book.RowsAsync()).Should().BeEmpty();
        book.Placements.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_claim_alone_keeps_a_room_for_five_minutes()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);

        book.Time.Advance(Release - Moment);
        await book.SweepAsync();
        book.Placements.Count.Should().Be(1);

        book.Time.Advance(Moment);
        await book.SweepAsync();
        book.Placements.Count.Should().Be(0);
    }

    [Fact]
    public async Task Who_comes_back_in_time_starts_the_five_minutes_anew()
    {
        await using var book = await Book.OpenAsync();
        var shard = await book.ClaimAsync("plenum", Two);
        book.Connections.Close(book.Connect("plenum", shard));
        book.Time.Advance(TimeSpan.FromMinutes(4));

        book.Placements.Use(Book.Room("plenum"), Two);
        book.Time.Advance(TimeSpan.FromMinutes(4));
        await book.SweepAsync();

        book.Find("plenum", Two).Should().Be(shard);
    }

    [Fact]
    public async Task A_page_alone_keeps_no_room()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        book.Time.Advance(TimeSpan.FromMinutes(4));

        book.Propose("plenum", Two);
        book.Time.Advance(TimeSpan.FromMinutes(1));
        await book.SweepAsync();

        book.Placements.Count.Should().Be(0);
    }

    [Fact]
    public async Task One_sweep_releases_every_empty_room_and_no_other()
    {
        await using var book = await Book.OpenAsync();
        foreach (var room in (string[])["plenum", "vorstand", "fraktion"])
            await book.ClaimAsync(room, Two);
        var shard = book.Find("vorstand", Two)!;
        book.Connect("vorstand", shard);

        book.Time.Advance(Release);
        await book.SweepAsync();

        (await book.RowsAsync()).Should().Equal($"vorstand {shard} 1");
        book.Placements.Count.Should().Be(1);
    }

    [Fact]
    public async Task A_released_room_is_placed_anew_from_the_first_generation()
    {
        await using var book = await Book.OpenAsync();
        var before = await book.ClaimAsync("plenum", Two);
        book.Time.Advance(Release);
        await book.SweepAsync();
        book.Connect("other", before);

        var after = await book.ClaimAsync("plenum", Two);

        after.Should().NotBe(before);
        (await book.RowsAsync()).Should().Equal($"plenum {after} 1");
    }

    [Fact]
    public async Task A_flood_of_rooms_goes_in_one_write_so_that_nobody_waits_for_it()
    {
        const int rooms = 300;
        await using var book = await Book.OpenAsync();
        for (var room = 0; room < rooms; room++)
            await book.ClaimAsync($"invented{room}", Two);
        await using var other = new SqliteConnection($"Data Source={book.Database.Path};Pooling=false");
        await other.OpenAsync();
        await using var checkpoint = other.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();

        book.Time.Advance(Release);
        await book.SweepAsync();

        book.Placements.Count.Should().Be(0);
        (await book.RowsAsync()).Should().BeEmpty();
        // Every write of its own puts at least one page into the log.
        new FileInfo(book.Database.Path + "-wal").Length.Should().BeLessThan(rooms * 4096 / 2);
    }

    [Fact]
    public async Task A_bosh_session_counts_until_ninety_seconds_after_its_last_answer()
    {
        await using var book = await Book.OpenAsync();
        var shard = new ShardId(await book.ClaimAsync("plenum", Two));
        var session = book.Sessions.Enter(Book.Room("plenum"), shard, sid: null, Visitor.InBrowser);
        book.Sessions.Leave(session, "sid1", isAlive: true);
        book.Sessions.Leave(book.Sessions.Enter(Book.Room("plenum"), shard, "sid1", Visitor.InBrowser), "sid1", isAlive: true);
        book.Connections.CountOf(Book.Room("plenum")).Should().Be(1, "two requests are one session");

        book.Time.Advance(BoshSessions.Silence - Moment);
        book.Sessions.Sweep();
        book.Connections.CountOf(Book.Room("plenum")).Should().Be(1);

        book.Time.Advance(Moment);
        book.Sessions.Sweep();
        book.Connections.CountOf(Book.Room("plenum")).Should().Be(0);
        book.Time.Advance(Release - Moment);
        await book.SweepAsync();
        book.Placements.Count.Should().Be(1);
        book.Time.Advance(Moment);
        await book.SweepAsync();
        book.Placements.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_long_poll_that_hangs_keeps_its_session()
    {
        await using var book = await Book.OpenAsync();
        var session = book.Sessions.Enter(Book.Room("plenum"), new ShardId("a"), sid: null, Visitor.InBrowser);
        book.Sessions.Leave(session, "sid1", isAlive: true);
        book.Sessions.Enter(Book.Room("plenum"), new ShardId("a"), "sid1", Visitor.InBrowser);

        book.Time.Advance(TimeSpan.FromMinutes(3));
        book.Sessions.Sweep();

        book.Connections.CountOf(Book.Room("plenum")).Should().Be(1);
    }

    [Fact]
    public async Task A_bosh_session_that_was_ended_with_its_shard_counts_again_when_it_lives_on()
    {
        await using var book = await Book.OpenAsync();
        var (room, shard) = (Book.Room("plenum"), new ShardId("a"));
        book.Sessions.Leave(book.Sessions.Enter(room, shard, sid: null, Visitor.InBrowser), "sid1", isAlive: true);
        book.Connections.EndAll(shard);

        var again = book.Sessions.Enter(room, shard, "sid1", Visitor.InBrowser);
        book.Sessions.Leave(again, "sid1", isAlive: true);
        book.Sessions.Sweep();

        again.Connection.Ended.IsCancellationRequested.Should().BeFalse();
        book.Connections.CountOf(room).Should().Be(1);
    }

    [Fact]
    public async Task After_a_restart_a_room_counts_as_occupied_for_five_minutes()
    {
        await using var before = await Book.OpenAsync();
        var shard = await before.ClaimAsync("plenum", Two);
        before.Time.Advance(TimeSpan.FromMinutes(4));

        await using var after = await Book.OpenAsync(before.Database.Path, before.Time);
        after.Time.Advance(Release - Moment);
        await after.SweepAsync();
        after.Find("plenum", Two).Should().Be(shard);

        after.Time.Advance(Moment);
        await after.SweepAsync();
        after.Placements.Count.Should().Be(0);
    }
}
