using System.Collections.Frozen;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>Some are in a room whose connections are not ours: the shard's own census knows them.</summary>
public sealed class CensusTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");
    private static readonly TimeSpan Release = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_room_that_its_shard_knows_somebody_in_is_not_released()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        book.Time.Advance(TimeSpan.FromHours(1));

        await book.SweepAsync(Census(book, ("plenum", 1)));
        book.Placements.Count.Should().Be(1);
        book.Placements.Explain(Book.Room("plenum"), Census(book, ("plenum", 1)))!.People.Should().Be(1);

        await book.SweepAsync(Census(book, ("plenum", 0)));
        book.Placements.Count.Should().Be(0, "Jicofo keeps a room open in which nobody is");
    }

    [Fact]
    public async Task A_census_that_does_not_know_it_releases_nothing_sooner()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);

        book.Time.Advance(Release - TimeSpan.FromMilliseconds(1));
        await book.SweepAsync(Census(book));

        book.Placements.Count.Should().Be(1, "whoever claimed it may be on the way");
    }

    [Fact]
    public async Task An_old_census_says_nothing()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        book.Time.Advance(Release);

        await book.SweepAsync(Census(book, isOld: true, ("plenum", 7)));

        book.Placements.Count.Should().Be(0);
    }

    [Fact]
    public async Task After_a_restart_a_census_says_at_once_that_a_room_is_empty()
    {
        await using var before = await Book.OpenAsync();
        foreach (var room in (string[])["empty", "full", "back"])
            await before.ClaimAsync(room, Fleets.Of("a"));
        await using var after = await Book.OpenAsync(before.Database.Path, before.Time);

        await after.SweepAsync(Census(after));
        after.Placements.Count.Should().Be(3, "that census is not of after the start");

        after.Time.Advance(TimeSpan.FromSeconds(10));
        after.Placements.Use(Book.Room("back"), Two);
        await after.SweepAsync(Census(after, ("full", 3)));

        (await after.RowsAsync()).Should().Equal("back a 1", "full a 1");
    }

    [Fact]
    public async Task A_shard_without_a_census_that_knows_somebody_in_the_room_keeps_it_too()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        await book.ClaimAsync("vorstand", Two);
        book.Time.Advance(TimeSpan.FromHours(1));
        var asked = new FleetSnapshot(2, [.. Two.Shards.Select(shard => shard with
        {
            StillThere = new Dictionary<RoomName, int> { [Book.Room("plenum")] = 2 }.ToFrozenDictionary(),
        })]);

        book.Placements.Explain(Book.Room("plenum"), asked)!.People.Should().Be(2);
        await book.SweepAsync(asked);

        (await book.RowsAsync()).Should().ContainSingle().Which.Should().StartWith("plenum ");
    }

    private static FleetSnapshot Census(Book book, params (string Room, int People)[] rooms) => Census(book, isOld: false, rooms);

    private static FleetSnapshot Census(Book book, bool isOld, params (string Room, int People)[] rooms) => Two.ThatReports("a", new ShardReport(book.Time.GetUtcNow())
    {
        Census = rooms.ToFrozenDictionary(room => Book.Room(room.Room), room => room.People),
    }, isOld);
}
