using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Dapper;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

public sealed class MoveTests
{
    private static readonly FleetSnapshot All = Fleets.Of("a", "b", "c");

    [Fact]
    public async Task When_a_shard_dies_its_rooms_move_once_and_together_and_the_others_stay()
    {
        await using var book = await Book.OpenAsync();
        var before = new Dictionary<string, string>();
        for (var i = 0; i < 30; i++)
            before[$"room{i}"] = await book.ClaimAsync($"room{i}", All);
        var fleet = All.With(new ShardId("a"), NodeHealth.Down);

        // Eight members of each room ask again, all at once.
        var asked = await Task.WhenAll(before.Keys.SelectMany(room => Enumerable.Repeat(room, 8))
            .Select(room => Task.Run(async () => (room, Shard: await book.ClaimAsync(room, fleet)))));

        foreach (var members in asked.GroupBy(answer => answer.room))
        {
            var shard = members.Select(answer => answer.Shard).Distinct().Should().ContainSingle().Which;
            if (before[members.Key] == "a")
                shard.Should().NotBe("a");
            else
                shard.Should().Be(before[members.Key]);
        }

        (await book.RowsAsync()).Should().BeEquivalentTo(
            asked.DistinctBy(answer => answer.room).Select(answer => $"{answer.room} {answer.Shard} {(before[answer.room] == "a" ? 2 : 1)}"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_holds_no_room_on_a_shard_that_died()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", All);
        var moved = await book.ClaimAsync("plenum", All.With(new ShardId("a"), NodeHealth.Down));

        book.Time.AdjustTime(book.Time.GetUtcNow().AddHours(-1));

        (await book.ClaimAsync("plenum", All.With(new ShardId(moved), NodeHealth.Down))).Should().NotBe(moved).And.NotBe("silent");
    }

    [Fact]
    public async Task A_shard_that_comes_back_moves_nothing()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", All);
        var moved = await book.ClaimAsync("plenum", All.With(new ShardId("a"), NodeHealth.Down));

        (await book.ClaimAsync("plenum", All)).Should().Be(moved);
        book.Find("plenum", All).Should().Be(moved);
        (await book.RowsAsync()).Should().Equal($"plenum {moved} 2");
    }

    [Fact]
    public async Task A_page_of_a_room_whose_shard_is_down_comes_from_where_the_room_will_live()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", All);
        var fleet = All.With(new ShardId("a"), NodeHealth.Down);

        var page = book.Propose("plenum", fleet);

        page.Should().NotBe("a");
        (await book.RowsAsync()).Should().Equal("plenum a 1");
        (await book.ClaimAsync("plenum", fleet)).Should().Be(page);
    }

    [Fact]
    public async Task A_room_moves_at_most_once_a_minute()
    {
        await using var book = await Book.OpenAsync();
        var noA = Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Up));
        var noB = Fleets.Of(("a", NodeHealth.Up), ("b", NodeHealth.Down));
        (await book.ClaimAsync("plenum", Fleets.Of("a", "b"))).Should().Be("a");
        (await book.ClaimAsync("plenum", noA)).Should().Be("b");
        book.Time.Advance(TimeSpan.FromSeconds(20));

        var answer = await book.Placements.ClaimAsync(Book.Room("plenum"), noB);

        answer.Should().Be(new ClaimAnswer.ShardSilent(TimeSpan.FromSeconds(40)));
        book.Time.Advance(TimeSpan.FromSeconds(40) - TimeSpan.FromMilliseconds(1));
        (await book.ClaimAsync("plenum", noB)).Should().Be("silent");
        book.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await book.ClaimAsync("plenum", noB)).Should().Be("a");
        (await book.RowsAsync()).Should().Equal("plenum a 3");
    }

    [Fact]
    public async Task A_restart_does_not_let_a_room_move_sooner()
    {
        await using var before = await Book.OpenAsync();
        await before.ClaimAsync("plenum", Fleets.Of("a", "b"));
        await before.ClaimAsync("plenum", Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Up)));

        await using var after = await Book.OpenAsync(before.Database.Path, before.Time);

        (await after.ClaimAsync("plenum", Fleets.Of(("a", NodeHealth.Up), ("b", NodeHealth.Down)))).Should().Be("silent");
    }

    [Fact]
    public async Task A_clock_that_was_ahead_holds_no_room_longer()
    {
        var fleet = Fleets.Of(("a", NodeHealth.Up), ("b", NodeHealth.Down));
        await using var before = await Book.OpenAsync();
        await before.ClaimAsync("plenum", Fleets.Of("b"));
        await using (var connection = await before.Database.ConnectAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("UPDATE placements SET generation = 2, placed_at_ms = 253402300799999");

        await using var after = await Book.OpenAsync(before.Database.Path, before.Time);

        (await after.ClaimAsync("plenum", fleet)).Should().Be("silent", "it may have moved just now");
        after.Time.Advance(TimeSpan.FromMinutes(1));
        (await after.ClaimAsync("plenum", fleet)).Should().Be("a");
    }

    [Fact]
    public async Task A_room_whose_row_was_lost_goes_on_counting()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Fleets.Of("a"));
        await using (var connection = await book.Database.ConnectAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("DELETE FROM placements");

        (await book.ClaimAsync("plenum", Fleets.Of("b"))).Should().Be("b");

        (await book.RowsAsync()).Should().Equal("plenum b 2");
    }

    [Fact]
    public async Task Two_gateways_move_a_room_to_one_place()
    {
        await using var first = await Book.OpenAsync();
        await first.ClaimAsync("plenum", All);
        await using var second = await Book.OpenAsync(first.Database.Path);
        first.Connect("other", "b");
        second.Connect("other", "c");
        var fleet = All.With(new ShardId("a"), NodeHealth.Down);

        var shards = await Task.WhenAll(Task.Run(() => first.ClaimAsync("plenum", fleet)), Task.Run(() => second.ClaimAsync("plenum", fleet)));

        shards[0].Should().Be(shards[1]).And.NotBe("a");
        (await first.RowsAsync()).Should().Equal($"plenum {shards[0]} 2");
    }

    [Fact]
    public async Task A_room_of_a_shard_that_left_the_configuration_moves()
    {
        await using var before = await Book.OpenAsync();
        (await before.ClaimAsync("plenum", All)).Should().Be("a");
        await using var after = await Book.OpenAsync(before.Database.Path);
        var fleet = Fleets.Of("b");

        after.Find("plenum", fleet).Should().BeNull();
        (await after.ClaimAsync("plenum", fleet)).Should().Be("b");
        (await after.RowsAsync()).Should().Equal("plenum b 2");
    }

    [Fact]
    public async Task A_shard_that_was_not_heard_of_yet_keeps_its_rooms()
    {
        await using var before = await Book.OpenAsync();
        await before.ClaimAsync("plenum", All);
        await using var after = await Book.OpenAsync(before.Database.Path);

        (await after.ClaimAsync("plenum", Fleets.Of(("a", NodeHealth.Unknown), ("b", NodeHealth.Up)))).Should().Be("a");
    }

    [Fact]
    public async Task With_no_shard_left_a_room_waits_where_it_is()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", All);

        (await book.ClaimAsync("plenum", Fleets.Of(("a", NodeHealth.Down), ("b", NodeHealth.Down)))).Should().Be("none");
        (await book.RowsAsync()).Should().Equal("plenum a 1");
        (await book.ClaimAsync("plenum", All)).Should().Be("a");
    }
}
