using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>Why a room lives where it does, and which rooms live where.</summary>
public sealed class ExplainTests
{
    private static readonly FleetSnapshot Fleet = Fleets.Of("a", "b", "c", "d", "e", "f", "g").ThatDrains("g");

    [Fact]
    public async Task A_choice_is_kept_with_its_best_candidates_and_its_refusals()
    {
        await using var book = await Book.OpenAsync();
        foreach (var (shard, people) in (IEnumerable<(string, int)>)[("a", 5), ("b", 3), ("c", 4), ("d", 1), ("e", 2), ("f", 6)])
        {
            for (var i = 0; i < people; i++)
                book.Connect("rest" + shard, shard);
        }

        await book.ClaimAsync("plenum", Fleet);
        var why = book.Placements.Explain(Book.Room("plenum"), Fleet)!.Why!;

        why.Rule.Should().Be(ChoiceRule.LeastLoaded);
        why.Best.Select(candidate => candidate.Shard.Name).Should().Equal("d", "e", "b", "c", "a");
        why.Best[0].Should().Be(new Candidate(new ShardId("d"), 9d / 200, 1, 0, 200));
        why.Refusals.Should().Equal(new Refused(Refusal.Draining, 1));
    }

    [Fact]
    public async Task It_is_the_same_after_a_restart_and_another_one_after_a_move()
    {
        await using var before = await Book.OpenAsync();
        before.Propose("plenum", Fleet);
        await before.ClaimAsync("plenum", Fleet);
        var first = before.Placements.Explain(Book.Room("plenum"), Fleet)!;
        await using var after = await Book.OpenAsync(before.Database.Path, before.Time);

        after.Placements.Explain(Book.Room("plenum"), Fleet).Should().BeEquivalentTo(first);
        first.Why!.Rule.Should().Be(ChoiceRule.Proposed);

        await after.ClaimAsync("plenum", Fleet.With(new ShardId("a"), NodeHealth.Down));
        var second = after.Placements.Explain(Book.Room("plenum"), Fleet)!;
        second.Generation.Should().Be(2);
        second.Why!.Refusals.Should().Contain(new Refused(Refusal.Down, 1));
    }

    [Fact]
    public async Task It_is_stored_as_small_json_with_words()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Fleet);

        using var why = JsonDocument.Parse(await WhyAsync(book));

        why.RootElement.GetProperty("v").GetInt32().Should().Be(1);
        why.RootElement.GetProperty("rule").GetString().Should().Be("leastLoaded");
        why.RootElement.GetProperty("from").GetString().Should().Be("default");
        why.RootElement.GetProperty("shard").GetString().Should().Be("a");
        why.RootElement.GetProperty("best")[0].GetProperty("shard").GetString().Should().Be("a");
        why.RootElement.GetProperty("refusals")[0].GetProperty("why").GetString().Should().Be("draining");
        why.RootElement.GetRawText().Length.Should().BeLessThan(700);
    }

    [Theory]
    [InlineData("NULL")]
    [InlineData("''")]
    [InlineData("'{'")]
    [InlineData("'[]'")]
    [InlineData("'{\"v\":2}'")]
    [InlineData("'{\"v\":1,\"rule\":7}'")]
    [InlineData("'{\"v\":1,\"rule\":\"best\"}'")]
    [InlineData("'{\"v\":1,\"shard\":{}}'")]
    [InlineData("x'ff00ff'")]
    public async Task What_cannot_be_read_is_not_known_and_the_room_lives_on(string stored)
    {
        await using var before = await Book.OpenAsync();
        await before.ClaimAsync("plenum", Fleet);
        await ExecuteAsync(before, $"UPDATE placements SET why = {stored}");

        await using var after = await Book.OpenAsync(before.Database.Path, before.Time);

        after.Placements.Explain(Book.Room("plenum"), Fleet)!.Why.Should().BeNull();
        (await after.ClaimAsync("plenum", Fleet)).Should().Be("a");
    }

    [Fact]
    public async Task Rooms_are_found_by_a_part_of_their_names_a_page_at_a_time()
    {
        await using var book = await Book.OpenAsync();
        foreach (var room in (string[])["fraktion", "vorstand", "vorstand-klein", "gross/vorstand", "plenum"])
            await book.ClaimAsync(room, Fleets.Of("a", "b"));

        var first = book.Placements.All(Fleet, most: 2, search: "VORSTAND");
        first.Rooms.Select(facts => facts.Room.Key).Should().Equal("gross/vorstand", "vorstand");
        var second = book.Placements.All(Fleet, most: 2, search: "VORSTAND", after: first.Next);
        second.Rooms.Select(facts => facts.Room.Key).Should().Equal("vorstand-klein");
        second.Next.Should().BeNull();
        book.Placements.All(Fleet, most: 10).Rooms.Should().HaveCount(5);
        book.Placements.All(Fleet, most: 10, search: "nirgends").Should().BeEquivalentTo(new PlacementPage([], null));
        book.Placements.All(Fleet, most: 10, shard: new ShardId("b")).Rooms.Should().HaveCount(2).And.OnlyContain(facts => facts.Shard.Name == "b");
    }

    [Fact]
    public async Task The_rooms_of_a_shard_come_with_their_people_the_fullest_first()
    {
        await using var book = await Book.OpenAsync();
        foreach (var room in (string[])["eins", "zwei", "drei"])
            await book.ClaimAsync(room, Fleets.Of("a"));
        book.Connect("zwei", "a");
        book.Connect("zwei", "a");
        book.Connect("drei", "a");

        book.Placements.RoomsOn(new ShardId("a"), Fleet).Select(facts => (facts.Room.Key, facts.People)).Should().Equal(("zwei", 2), ("drei", 1), ("eins", 0));
        book.Placements.RoomsOn(new ShardId("b"), Fleet).Should().BeEmpty();
    }

    [Fact]
    public async Task A_person_with_two_windows_is_one()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Fleet);
        var visitor = new ConferenceGateway.Connections.Visitor(ConferenceGateway.Connections.ConnectionWay.Browser) { Ticket = "t1" };
        var first = book.Connections.Open(Book.Room("plenum"), new ShardId("a"), visitor);
        book.Connections.Open(Book.Room("plenum"), new ShardId("a"), visitor);

        book.Placements.Explain(Book.Room("plenum"), Fleet)!.People.Should().Be(1);
        book.Connections.Close(first);
        book.Placements.Explain(Book.Room("plenum"), Fleet)!.People.Should().Be(1);
    }

    private static async Task<string> WhyAsync(Book book)
    {
        await using var connection = new SqliteConnection($"Data Source={book.Database.Path};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT why FROM placements";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task ExecuteAsync(Book book, string sql)
    {
        await using var connection = await book.Database.ConnectAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
