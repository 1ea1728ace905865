using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>How many people a room is expected to bring, and that they count before they come.</summary>
public sealed class ExpectedTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");

    [Fact]
    public async Task Of_an_unknown_room_the_setting_says_how_many_come()
    {
        await using var book = await Book.OpenAsync(options: new PlacementOptions { ExpectedPeople = 12 });
        await book.ClaimAsync("plenum", Two);

        var why = book.Placements.Explain(Book.Room("plenum"), Two)!.Why!;

        why.Expected.Should().Be(12);
        why.From.Should().Be(ExpectedFrom.Default);
    }

    [Fact]
    public async Task Of_a_known_room_its_last_meetings_say_it_and_above_them_its_chair()
    {
        await using var book = await Book.OpenAsync();
        foreach (var peak in (int[])[10, 40, 20, 30, 50])
            book.History.Record(new Meeting(Book.Room("plenum"), book.Time.GetUtcNow(), book.Time.GetUtcNow().AddHours(1), peak, new ShardId("a")));

        await book.ClaimAsync("plenum", Two);
        book.Placements.Explain(Book.Room("plenum"), Two)!.Why.Should().BeEquivalentTo(new { Expected = 40d, From = ExpectedFrom.History });
        book.Placements.Propose(Book.Room("vorstand"), Two, Book.Source, new RoomNeeds(IsGuarded: false, Expected: 70));
        await book.ClaimAsync("vorstand", Two);
        book.Placements.Explain(Book.Room("vorstand"), Two)!.Why.Should().BeEquivalentTo(new { Expected = 70d, From = ExpectedFrom.Chair, Rule = ChoiceRule.Proposed });
    }

    [Fact]
    public async Task A_large_room_that_is_only_young_yet_keeps_others_away()
    {
        await using var book = await Book.OpenAsync();
        (await book.ClaimAsync("plenum", Two)).Should().Be("a");
        book.Connect("rest", "b");

        (await book.ClaimAsync("vorstand", Two)).Should().Be("b", "eight are expected on a, and one is on b");
    }

    [Fact]
    public async Task A_page_counts_like_a_room_until_its_time_is_over()
    {
        await using var book = await Book.OpenAsync();
        book.Propose("plenum", Two).Should().Be("a");
        book.Connect("rest", "b");
        (await book.ClaimAsync("eins", Two)).Should().Be("b");

        book.Time.Advance(ProposalBook.Lifetime);

        (await book.ClaimAsync("zwei", Two)).Should().Be("a", "nobody came by that page");
    }

    [Fact]
    public async Task Shards_take_by_their_size()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of("small", "large").ThatCarries(300, "large").ThatCarries(100, "small");

        for (var room = 0; room < 40; room++)
            await book.ClaimAsync($"room{room}", fleet);

        (await book.RowsAsync()).Count(row => row.Contains("large")).Should().Be(30);
    }

    [Fact]
    public async Task Who_is_in_a_room_that_moves_comes_along()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Two);
        var people = Enumerable.Range(0, 30).Select(_ => book.Connect("plenum", "a")).ToList();
        foreach (var each in people)
            book.Connections.Close(each);

        await book.ClaimAsync("plenum", Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Up)));

        book.Placements.Explain(Book.Room("plenum"), Two)!.Why.Should().BeEquivalentTo(new { Expected = 30d, From = ExpectedFrom.Present });
    }

    [Fact]
    public async Task They_come_along_too_where_one_of_them_loads_the_page_first()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Up), ("c", NodeHealth.Up));
        (await book.ClaimAsync("plenum", Two)).Should().Be("a");
        for (var person = 0; person < 30; person++)
            book.Connect("plenum", "a");

        book.Propose("plenum", fleet).Should().Be("b");

        foreach (var room in (string[])["eins", "zwei", "drei"])
            book.Propose(room, fleet).Should().Be("c", "thirty are on their way to b");
        (await book.ClaimAsync("plenum", fleet)).Should().Be("b");
        book.Placements.Explain(Book.Room("plenum"), fleet)!.Why.Should().BeEquivalentTo(new { Expected = 30d, From = ExpectedFrom.Present, Rule = ChoiceRule.Proposed });
    }
}
