using AwesomeAssertions;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Placement;
using ConferenceGateway.Tests.Core;
using Xunit;

namespace ConferenceGateway.Tests.Placement;

/// <summary>A room is moved away from a shard that answers.</summary>
public sealed class RelocateTests
{
    private static readonly FleetSnapshot Three = Fleets.Of("a", "b", "c");
    private static readonly FleetSnapshot Drained = Three.ThatDrains("a");
    private static readonly ShardId A = new("a");

    [Fact]
    public async Task It_lives_elsewhere_and_its_connections_end_and_no_others()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Three);
        List<Connection> here = [book.Connect("plenum", "a"), book.Connect("plenum", "a")];
        var other = book.Connect("vorstand", "a");

        var moved = (await RelocateAsync(book, "plenum")).Should().BeOfType<MoveAnswer.Moved>().Which;

        moved.Ended.Should().Be(2);
        moved.To.Id.Name.Should().BeOneOf("b", "c");
        (await book.RowsAsync()).Should().Equal($"plenum {moved.To.Id.Name} 2");
        book.Find("plenum", Drained).Should().Be(moved.To.Id.Name);
        foreach (var connection in here)
            await EndedAsync(connection);
        here.Should().OnlyContain(connection => !connection.IsDismissed, "nobody's right has ended");
        other.Ended.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public async Task The_shard_is_told_before_a_connection_ends()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Three);
        var connection = book.Connect("plenum", "a");
        var told = new TaskCompletionSource();
        var answered = new TaskCompletionSource();
        connection.TryCarry(() =>
        {
            told.SetResult();
            return answered.Task;
        });

        await RelocateAsync(book, "plenum");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        connection.Ended.IsCancellationRequested.Should().BeFalse();
        connection.TryCarry(() => Task.CompletedTask).Should().BeFalse("it is leaving");
        answered.SetResult();
        await EndedAsync(connection);
    }

    [Fact]
    public async Task Whoever_comes_again_is_who_they_were()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Three);
        var visitor = new Visitor(ConnectionWay.Browser) { Ticket = "t1" };
        var before = book.Connections.Open(Book.Room("plenum"), A, visitor);
        await RelocateAsync(book, "plenum");
        book.Connections.Close(before);

        var after = book.Connections.Open(Book.Room("plenum"), new ShardId(book.Find("plenum", Drained)!), visitor);

        after.Person.Should().Be(before.Person);
        after.Person.Number.Should().Be(1);
    }

    [Fact]
    public async Task A_room_that_is_elsewhere_or_nowhere_is_gone()
    {
        await using var book = await Book.OpenAsync();
        (await RelocateAsync(book, "plenum")).Should().BeOfType<MoveAnswer.Gone>();
        (await book.ClaimAsync("plenum", Drained)).Should().NotBe("a");

        (await RelocateAsync(book, "plenum")).Should().BeOfType<MoveAnswer.Gone>();
        (await book.RowsAsync()).Should().ContainSingle().Which.Should().EndWith(" 1");
    }

    [Fact]
    public async Task It_goes_to_no_shard_that_is_being_emptied_too()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Three);
        var connection = book.Connect("plenum", "a");

        var answer = await book.Placements.RelocateAsync(Book.Room("plenum"), A, Three.ThatDrains("a", "b", "c"), default);

        answer.Should().Be(new MoveAnswer.Stays(StayReason.NowhereToGo));
        (await book.RowsAsync()).Should().Equal("plenum a 1");
        connection.Ended.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public async Task It_moves_at_most_once_a_minute()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Fleets.Of("a"));
        await book.ClaimAsync("plenum", Fleets.Of("b"));
        book.Time.Advance(TimeSpan.FromSeconds(20));

        (await book.Placements.RelocateAsync(Book.Room("plenum"), new ShardId("b"), Three.ThatDrains("b"), default))
            .Should().Be(new MoveAnswer.Stays(StayReason.MovedLately) { RetryAfter = TimeSpan.FromSeconds(40) });
    }

    [Fact]
    public async Task A_room_with_a_password_stays_where_tokens_are_checked()
    {
        await using var book = await Book.OpenAsync();
        var fleet = Drained.ThatGuard("a", "c");
        var needs = new RoomNeeds(IsGuarded: true);
        await book.Placements.ClaimAsync(Book.Room("plenum"), Three.ThatGuard("a", "c"), needs: needs);

        (await book.Placements.RelocateAsync(Book.Room("plenum"), A, fleet, needs)).Should().BeOfType<MoveAnswer.Moved>()
            .Which.To.Id.Name.Should().Be("c");
    }

    [Fact]
    public async Task Who_is_on_the_way_counts_where_they_come_to()
    {
        await using var book = await Book.OpenAsync(options: new PlacementOptions { ExpectedPeople = 1 });
        foreach (var room in (string[])["large", "eins", "zwei", "drei"])
            await book.ClaimAsync(room, Fleets.Of("a"));
        for (var person = 0; person < 40; person++)
            book.Connect("large", "a");

        // Nobody has left yet, and nobody has come.
        var large = (MoveAnswer.Moved)await RelocateAsync(book, "large");
        foreach (var room in (string[])["eins", "zwei", "drei"])
            (await RelocateAsync(book, room)).Should().BeOfType<MoveAnswer.Moved>().Which.To.Should().NotBe(large.To);
    }

    [Fact]
    public async Task Whoever_is_left_behind_when_a_room_moves_is_sent_after_it()
    {
        await using var book = await Book.OpenAsync();
        await book.ClaimAsync("plenum", Three);
        var connection = book.Connect("plenum", "a");

        // The shard has left the fleet; it may be as sound as ever.
        await book.ClaimAsync("plenum", Fleets.Of("b", "c"));

        await EndedAsync(connection);
    }

    private static Task<MoveAnswer> RelocateAsync(Book book, string room) => book.Placements.RelocateAsync(Book.Room(room), A, Drained, default);

    private static async Task EndedAsync(Connection connection)
    {
        var ended = new TaskCompletionSource();
        await using var _ = connection.Ended.Register(ended.SetResult);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
