using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>A shard that is being emptied: what is there stays, what is new goes elsewhere.</summary>
public sealed class DrainedTests
{
    private static readonly FleetSnapshot Two = Fleets.Of("a", "b");
    private static readonly FleetSnapshot Drained = Two.ThatDrains("a");

    [Fact]
    public async Task A_room_stays_while_somebody_is_in_it()
    {
        await using var book = await Book.OpenAsync();
        (await book.ClaimAsync("plenum", Two)).Should().Be("a");
        book.Connect("plenum", "a");

        book.Time.Advance(TimeSpan.FromHours(3));
        await book.SweepAsync(Drained);

        (await book.ClaimAsync("plenum", Drained)).Should().Be("a");
        book.Propose("plenum", Drained).Should().Be("a");
        (await book.RowsAsync()).Should().Equal("plenum a 1");
    }

    [Fact]
    public async Task A_new_room_goes_elsewhere_however_full_that_is()
    {
        await using var book = await Book.OpenAsync();
        for (var i = 0; i < 500; i++)
            book.Connect("rest", "b");

        (await book.ClaimAsync("plenum", Drained)).Should().Be("b");
        book.Placements.Explain(Book.Room("plenum"), Drained)!.Why!.Refusals.Should().Equal(new Refused(Refusal.Draining, 1));
    }

    [Fact]
    public async Task A_page_that_came_from_there_is_not_kept_to()
    {
        await using var book = await Book.OpenAsync();
        book.Propose("plenum", Two).Should().Be("a");

        book.Propose("plenum", Drained).Should().Be("b");
        book.Propose("vorstand", Two).Should().Be("a");
        (await book.ClaimAsync("vorstand", Drained)).Should().Be("b");
        (await book.RowsAsync()).Should().Equal("vorstand b 1");
    }

    [Fact]
    public async Task Where_no_other_can_take_it_a_new_room_goes_there_all_the_same()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Fleets.Of(("a", NodeHealth.Up), ("b", NodeHealth.Down)).ThatDrains("a");

        (await book.ClaimAsync("plenum", fleet)).Should().Be("a");
        book.Placements.Explain(Book.Room("plenum"), fleet)!.Why!.Rule.Should().Be(ChoiceRule.LastResort);
    }

    [Fact]
    public async Task Unless_the_setting_says_never()
    {
        await using var book = await Book.OpenAsync(options: new PlacementOptions { OnDraining = PlaceOnDraining.Never });
        var fleet = Two.ThatDrains("a", "b");

        book.Propose("plenum", fleet).Should().BeNull();
        (await book.ClaimAsync("plenum", fleet)).Should().Be("none");
        (await book.RowsAsync()).Should().BeEmpty();
    }
}
