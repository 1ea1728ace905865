using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

public sealed class ClaimTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");

    [Fact]
    public async Task A_room_is_claimed_once_however_many_come_at_once()
    {
        await using var book = await Book.OpenAsync();

        var shards = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => book.ClaimAsync("plenum", Two))));

        shards.Should().OnlyContain(shard => shard == shards[0]);
        (await book.RowsAsync()).Should().Equal($"plenum {shards[0]} 1");
    }

    [Fact]
    public async Task Two_gateways_on_one_database_obey_the_first()
    {
        await using var first = await Book.OpenAsync();
        await using var second = await Book.OpenAsync(first.Database.Path);
        // To each of them the other shard looks better.
        first.Connect("other", "a");
        second.Connect("other", "b");

        var shards = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            Task.Run(() => (i % 2 == 0 ? first : second).ClaimAsync("plenum", Two))));

        shards.Should().OnlyContain(shard => shard == shards[0]);
        (await first.RowsAsync()).Should().Equal($"plenum {shards[0]} 1");
    }

    [Fact]
    public async Task A_page_proposes_and_stores_nothing()
    {
        await using var book = await Book.OpenAsync();

        var proposed = book.Propose("plenum", Two);

        book.Propose("plenum", Two).Should().Be(proposed);
        book.Find("plenum", Two).Should().BeNull();
        book.Placements.Count.Should().Be(0);
        (await book.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_claim_takes_what_the_page_proposed()
    {
        await using var book = await Book.OpenAsync();
        var proposed = book.Propose("plenum", Two);
        // Meanwhile the other shard has become the better one.
        for (var i = 0; i < 10; i++)
            book.Connect("other", proposed!);

        (await book.ClaimAsync("plenum", Two)).Should().Be(proposed);
    }

    [Fact]
    public async Task A_proposal_is_forgotten_after_some_minutes()
    {
        await using var book = await Book.OpenAsync();
        var proposed = book.Propose("plenum", Two);
        for (var i = 0; i < 10; i++)
            book.Connect("other", proposed!);

        book.Time.Advance(TimeSpan.FromMinutes(5));

        (await book.ClaimAsync("plenum", Two)).Should().NotBe(proposed);
    }

    [Fact]
    public async Task Two_rooms_in_one_second_come_to_two_shards()
    {
        await using var book = await Book.OpenAsync();

        var first = await book.ClaimAsync("plenum", Two);
        var second = await book.ClaimAsync("vorstand", Two);

        first.Should().NotBe(second);
    }

    [Fact]
    public async Task A_hundred_rooms_at_once_spread_evenly()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of("a", "b", "c", "d");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => book.ClaimAsync($"room{i}", fleet))));

        (await book.RowsAsync()).CountBy(row => row.Split(' ')[1]).Should().HaveCount(4).And.OnlyContain(shard => shard.Value == 25);
    }

    [Fact]
    public async Task A_hundred_pages_that_are_claimed_at_once_spread_evenly()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of("a", "b", "c", "d");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            var proposed = book.Propose($"room{i}", fleet);
            (await book.ClaimAsync($"room{i}", fleet)).Should().Be(proposed);
        })));

        (await book.RowsAsync()).CountBy(row => row.Split(' ')[1]).Should().HaveCount(4).And.OnlyContain(shard => shard.Value == 25);
    }

    [Fact]
    public async Task Without_a_shard_that_is_up_nothing_is_placed()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Unknown));

        book.Propose("plenum", fleet).Should().BeNull();
        (await book.ClaimAsync("plenum", fleet)).Should().Be("none");
        (await book.RowsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_flood_of_pages_of_one_source_changes_nothing_any_more()
    {
        await using var book = await Book.OpenAsync();
        for (var i = 0; i < 500; i++)
            book.Propose($"flood{i}", Two);
        var rendezvous = Hashed("late");
        for (var i = 0; i < 5; i++)
            book.Connect("other", rendezvous);

        // Where a hash says, each time, whatever the load; and the others' rooms do not feel it.
        for (var i = 500; i < 3000; i++)
            book.Propose($"flood{i}", Two).Should().Be(Hashed($"flood{i}"));
        book.Propose("late", Two).Should().Be(rendezvous);
        var others = Enumerable.Range(0, 100)
            .Select(i => book.Propose($"honest{i}", Two, System.Net.IPAddress.Parse("192.0.2.2")))
            .CountBy(shard => shard!);
        others.Should().HaveCount(2).And.OnlyContain(shard => shard.Value == 50);
    }

    [Fact]
    public async Task A_flood_of_pages_of_many_sources_is_bounded_too()
    {
        await using var book = await Book.OpenAsync();
        for (var i = 0; i < 10_000; i++)
            book.Propose($"flood{i}", Two, new System.Net.IPAddress(0x0A000000L + i / 100));

        var honest = book.Propose("honest", Two, System.Net.IPAddress.Parse("192.0.2.2"));

        honest.Should().Be(Hashed("honest"));
        book.Time.Advance(TimeSpan.FromMinutes(5));
        var places = Enumerable.Range(0, 100).Select(i => book.Propose($"later{i}", Two)).CountBy(shard => shard!);
        places.Should().OnlyContain(shard => shard.Value == 50);
    }

    private static string Hashed(string room) => ShardChoice.Rendezvous(Two, new RoomAsk(Book.Room(room), default, Expected: 8))!.Id.Name;
}
