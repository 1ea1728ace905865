using AwesomeAssertions;
using ConferenceGateway.Audit;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet;
using ConferenceGateway.History;
using ConferenceGateway.Lab;
using ConferenceGateway.Placement;
using ConferenceGateway.Testing;
using ConferenceGateway.Tests.Placement;
using ConferenceGateway.Upkeep.Drains;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

public sealed class ShardDrainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_drained_shard_takes_no_new_room_and_empties_by_itself()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        anna.Shard.Should().Be("alpha");

        var before = await house.DrainAsync("alpha");
        var begun = await house.AskAsync("PUT", "/fleet/alpha/drain", new { });
        await using var ole = await house.JoinAsync("plenum", "Ole");
        var elsewhere = new List<string?>();
        for (var room = 0; room < 8; room++)
        {
            await using var other = await house.JoinAsync($"room{room}", "Ute");
            elsewhere.Add(other.Shard);
        }

        before.GetProperty("phase").GetString().Should().Be("open");
        before.GetProperty("affected")[0].GetProperty("room").GetString().Should().Be("plenum");
        before.GetProperty("forecast").GetProperty("likely").GetDateTimeOffset().Should().BeAfter(house.Time.GetUtcNow());
        before.GetProperty("carry").GetProperty("by")[0].GetProperty("name").GetString().Should().Be("beta");
        begun.Json.GetProperty("phase").GetString().Should().Be("emptying");
        begun.Json.GetProperty("wanted").GetProperty("by").GetString().Should().Be("maike");
        ole.Shard.Should().Be("alpha");
        elsewhere.Should().OnlyContain(shard => shard == "beta");

        await anna.CloseAsync(Cancel);
        await ole.CloseAsync(Cancel);
        var settling = await house.UntilAsync("alpha", drain => drain.GetProperty("people").GetInt32() == 0);
        settling.GetProperty("phase").GetString().Should().Be("emptying", "whoever left may come back");
        settling.GetProperty("isSettling").GetBoolean().Should().BeTrue();
        await house.UntilAsync("alpha", "empty");

        // Whoever comes back now meets the others where the room lives from now on.
        await using var late = await house.JoinAsync("plenum", "Late");
        late.Shard.Should().Be("beta");
    }

    [Fact]
    public async Task What_is_left_moves_together_and_nobody_else_is_disturbed()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        await using var vera = await house.JoinAsync("vorstand", "Vera");
        await using var ole = await house.JoinAsync("plenum", "Ole");
        (anna.Shard, vera.Shard).Should().Be(("alpha", "beta"));

        (await house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = "now" })).Json.GetProperty("phase").GetString().Should().Be("moving");
        await house.PassTimeAsync(Task.WhenAll(anna.Closed, ole.Closed));
        await using var again = await house.JoinAsync("plenum", "Anna");
        await using var both = await house.JoinAsync("plenum", "Ole");

        (again.Shard, both.Shard).Should().Be(("beta", "beta"));
        both.Others.Should().Equal("Anna");
        vera.Closed.IsCompleted.Should().BeFalse();
        (await house.UntilAsync("alpha", "empty")).GetProperty("move").GetProperty("moved").GetInt32().Should().Be(1);
        // Who left, left at once, and not when Prosody loses patience with a dead socket.
        house.Lab["alpha"].Rooms.Should().BeEmpty();
    }

    [Fact]
    public async Task A_set_time_is_kept_and_can_be_taken_back()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        var at = house.Time.GetUtcNow().AddMinutes(3);

        (await house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = at.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null) })).Status.Should().Be(200);
        (await house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = (string?)null })).Json.GetProperty("wanted").GetProperty("moveAt").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        await house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null) });
        await house.PassTimeAsync(anna.Closed);

        house.Time.GetUtcNow().Should().BeOnOrAfter(at).And.BeBefore(at.AddSeconds(30));
    }

    [Fact]
    public async Task Without_another_shard_nothing_moves_and_it_says_so()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        await house.AskAsync("PUT", "/fleet/beta/drain", new { });

        (await house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt = "now" })).Problem.Should().Be("conflict");

        var drain = await house.DrainAsync("alpha");
        drain.GetProperty("obstacle").GetString().Should().Be("nowhere-to-go");
        drain.GetProperty("isLastResort").GetBoolean().Should().BeTrue("a new room would come here");
        drain.GetProperty("wanted").GetProperty("moveAt").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        anna.Closed.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Tonights_usual_peak_that_the_others_cannot_carry_is_a_warning()
    {
        await using var house = await UpkeepHouse.StartAsync();
        var evening = house.Time.GetUtcNow().AddHours(1);
        var history = house.Gateway.Get<MeetingHistory>();
        for (var week = 1; week <= 4; week++)
            history.Record(new Meeting(Book.Room("plenum"), evening.AddDays(-7 * week), evening.AddDays(-7 * week).AddHours(1), 120, new ShardId("alpha")));
        await history.WriteAsync();

        var alpha = await house.DrainAsync("alpha");

        // Eight in ten of the hundred whom beta's one bridge carries.
        var peak = alpha.GetProperty("peak");
        (peak.GetProperty("people").GetInt32(), peak.GetProperty("room").GetInt32()).Should().Be((120, 80));
        peak.GetProperty("at").GetDateTimeOffset().Should().BeOnOrAfter(evening).And.BeBefore(evening.AddHours(1));
        (await house.DrainAsync("a1")).GetProperty("peak").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null, "without one of three bridges there is room for 160");
    }

    [Fact]
    public async Task It_can_be_undone_and_each_deed_is_written_down_once()
    {
        await using var house = await UpkeepHouse.StartAsync();

        await house.AskAsync("PUT", "/fleet/alpha/drain", new { });
        await house.AskAsync("PUT", "/fleet/alpha/drain", new { });
        (await house.AskAsync("DELETE", "/fleet/alpha/drain")).Json.GetProperty("phase").GetString().Should().Be("open");
        (await house.AskAsync("DELETE", "/fleet/alpha/drain")).Status.Should().Be(200);

        (await Storage.Sql.ScalarAsync(house.Gateway.StoragePath, "SELECT group_concat(action, ' ') FROM audit WHERE subject = 'alpha'")).Should().Be("drain.begin drain.undo");
        await using var anna = await house.JoinAsync("plenum", "Anna");
        anna.Shard.Should().Be("alpha");
    }

    [Fact]
    public async Task After_a_drain_is_confirmed_none_of_a_thousand_new_rooms_goes_there()
    {
        const int Clients = 50, RoomsOfEach = 20;
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        await using var gateway = await TestGateway.StartAsync(lab.Shards);
        var (book, fleet) = (gateway.Get<PlacementBook>(), gateway.Get<FleetView>());
        // Pages that were opened before, and came from the shard that is drained now.
        for (var room = 0; room < RoomsOfEach; room++)
            book.Propose(Book.Room($"room-0-{room}"), fleet.Current, Book.Source);

        (await gateway.Get<DrainChanges>().BeginAsync(Actor.Gateway, "alpha")).Should().BeOfType<DrainAnswer.Done>();
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var shards = new List<ClaimAnswer>();
            for (var room = 0; room < RoomsOfEach; room++)
                shards.Add(await book.ClaimAsync(Book.Room($"room-{client}-{room}"), fleet.Current));
            return shards;
        })));

        answers.SelectMany(each => each).Should().HaveCount(Clients * RoomsOfEach).And.AllBeOfType<ClaimAnswer.Placed>();
        (await Book.RowsAsync(gateway.StoragePath)).Should().HaveCount(Clients * RoomsOfEach).And.OnlyContain(row => row.EndsWith(" beta 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_starts_anew_goes_on_with_the_move()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gateway-test-").FullName, "gateway.db");
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"], Cancel);
        try
        {
            await using (var before = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = path }, lab.Shards))
            {
                await before.Get<PlacementBook>().ClaimAsync(Book.Room("plenum"), before.Get<FleetView>().Current);
                await before.Get<DrainChanges>().BeginAsync(Actor.Gateway, "alpha", TimeProvider.System.GetUtcNow().AddDays(1));
            }

            await using var after = await TestGateway.StartAsync(new TestGatewayOptions { StoragePath = path }, lab.Shards);
            (await Book.RowsAsync(path)).Should().Equal("plenum alpha 1");
            after.Get<FleetView>().Current.Shards[0].Wanted!.IsDrain.Should().BeTrue();
            await after.Get<DrainChanges>().MoveAsync(Actor.Gateway, "alpha");
            await Eventually.NoComplaintAsync(
                async _ => (await Book.RowsAsync(path)).Single() is "plenum beta 2" ? null : "The room has not moved", TimeSpan.FromSeconds(30), () => "", Cancel);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("GET", "/fleet/gamma", "not-found")]
    [InlineData("GET", "/fleet/gamma/drain", "not-found")]
    [InlineData("DELETE", "/fleet/gamma/drain", "not-found")]
    public async Task What_is_not_there_is_said_to_be_not_there(string method, string path, string problem)
    {
        await using var house = await UpkeepHouse.StartAsync();
        (await house.AskAsync(method, path)).Problem.Should().Be(problem);
        foreach (var moveAt in new[] { "soon", "23:00", "2027-03-04T22:00:00", "9999-01-01T00:00:00Z" })
            (await house.AskAsync("PUT", "/fleet/alpha/drain", new { moveAt })).Problem.Should().Be("wrong-value");
        (await house.DrainAsync("alpha")).GetProperty("phase").GetString().Should().Be("open");
    }
}
