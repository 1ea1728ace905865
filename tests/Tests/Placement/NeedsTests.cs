using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>What a room asks of its shard: that it checks tokens, and place for those who are expected.</summary>
public sealed class NeedsTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");
    private static readonly RoomNeeds Guarded = new(IsGuarded: true);

    [Fact]
    public async Task A_guarded_room_lives_on_a_shard_that_checks_tokens()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Two.ThatGuard("b");

        (await ClaimAsync(book, "vorstand", fleet, Guarded)).Should().Be("b");
        (await ClaimAsync(book, "kabinett", fleet, Guarded)).Should().Be("b", "the first one has fewer rooms, and no token");
        book.Placements.Propose(Book.Room("ausschuss"), fleet, Book.Source, Guarded)!.Id.Name.Should().Be("b");
    }

    [Fact]
    public async Task Where_no_shard_checks_tokens_a_guarded_room_lives_nowhere()
    {
        await using var book = await Book.OpenAsync();

        (await ClaimAsync(book, "vorstand", Two, Guarded)).Should().Be("none");
        book.Placements.Propose(Book.Room("vorstand"), Two, Book.Source, Guarded).Should().BeNull();
        ShardChoice.Rendezvous(Two, new RoomAsk(Book.Room("vorstand"), Guarded, Expected: 8)).Should().BeNull();
    }

    [Fact]
    public async Task A_room_that_gets_a_password_moves_away_from_a_shard_without_tokens()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Two.ThatGuard("b");
        (await ClaimAsync(book, "vorstand", fleet, default)).Should().Be("a");

        book.Placements.Use(Book.Room("vorstand"), fleet, Guarded).Should().BeNull("nobody is sent there any more");
        (await ClaimAsync(book, "vorstand", fleet, Guarded)).Should().Be("b");

        (await book.RowsAsync()).Should().Equal("vorstand b 2");
    }

    [Fact]
    public async Task Whom_a_chair_expects_counts_until_they_have_come()
    {
        await using var book = await Book.OpenAsync(options: new PlacementOptions { ExpectedPeople = 1 });
        (await ClaimAsync(book, "plenum", Two, new RoomNeeds(IsGuarded: false, Expected: 3))).Should().Be("a");
        book.Connect("rest", "b");
        book.Connect("rest", "b");

        (await ClaimAsync(book, "eins", Two, default)).Should().Be("b", "three are expected on a, two are on b");
        var come = Enumerable.Range(0, 3).Select(_ => book.Connect("plenum", "a")).ToList();
        book.Connections.Close(come[0]);
        book.Connections.Close(come[1]);
        book.Connect("rest", "b");
        book.Connect("rest", "b");

        (await ClaimAsync(book, "zwei", Two, default)).Should().Be("a", "three are expected there, which is less than four and one");
        book.Connections.Close(book.Connections.Of(Book.Room("rest"))[0]);
        book.Connections.Close(book.Connections.Of(Book.Room("rest"))[0]);
        book.Time.Advance(TimeSpan.FromMinutes(20));
        (await ClaimAsync(book, "drei", Two, default)).Should().Be("a", "whoever has not come by now does not come: one is there, and two on b");
    }

    private static async Task<string> ClaimAsync(Book book, string room, FleetSnapshot fleet, RoomNeeds needs) =>
        await book.Placements.ClaimAsync(Book.Room(room), fleet, needs: needs) switch
        {
            ClaimAnswer.Placed(var shard) => shard.Id.Name,
            ClaimAnswer.NoShardFree => "none",
            _ => "silent",
        };
}
