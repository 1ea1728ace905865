using AwesomeAssertions;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

public sealed class ShardsApiTests
{
    [Fact]
    public async Task A_shard_is_added_changed_emptied_and_removed_while_the_gateway_runs()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var gamma = await LabShard.StartAsync(new LabShardOptions { Name = "gamma", Time = house.Time }, TestContext.Current.CancellationToken);
        object Wish(int capacity) => new { settings = new { Name = "gamma", Address = gamma.Address.ToString(), Capacity = capacity } };

        var added = await house.AskAsync("POST", "/shards", Wish(50));
        await house.PassTimeAsync(fleet => fleet.Shards.Any(shard => shard.Id.Name == "gamma" && shard.IsUp));
        var changed = await house.AskAsync("PUT", "/shards/gamma", Wish(75), added.Tag);
        var lost = await house.AskAsync("PUT", "/shards/gamma", Wish(80), added.Tag);

        added.Status.Should().Be(201, added.Text);
        added.Response.Headers.Location!.ToString().Should().Be("/api/v1/shards/gamma");
        changed.Json.GetProperty("settings").GetProperty("Capacity").GetString().Should().Be("75");
        lost.Problem.Should().Be("changed");
        (await house.AskAsync("POST", "/shards", Wish(50))).Problem.Should().Be("conflict");
        (await house.AskAsync("GET", "/fleet/gamma")).Json.GetProperty("shard").GetProperty("capacity").GetInt32().Should().Be(75);

        (await house.AskAsync("DELETE", "/shards/gamma", match: changed.Tag)).Problem.Should().Be("conflict", "people may be there");
        await house.AskAsync("PUT", "/fleet/gamma/drain", new { });
        await house.UntilAsync("gamma", "empty");
        (await house.AskAsync("DELETE", "/shards/gamma", match: changed.Tag)).Status.Should().Be(204);
        (await house.AskAsync("GET", "/fleet/gamma")).Problem.Should().Be("not-found");
    }

    [Fact]
    public async Task Shards_of_the_settings_are_listed_and_what_cannot_be_is_named()
    {
        await using var house = await UpkeepHouse.StartAsync();

        var all = await house.AskAsync("GET", "/shards?limit=1");
        var alpha = await house.AskAsync("GET", "/shards/alpha");

        all.Json.GetProperty("items")[0].GetProperty("name").GetString().Should().Be("alpha");
        all.Json.GetProperty("items")[0].GetProperty("isInSettings").GetBoolean().Should().BeTrue();
        (await house.AskAsync("GET", $"/shards?after={all.Json.GetProperty("next").GetString()}")).Json.GetProperty("items")[0].GetProperty("name").GetString().Should().Be("beta");
        alpha.Tag.Should().Be("\"0\"");
        alpha.Json.GetProperty("settings").GetProperty("Bridges:0:ServerId").GetString().Should().Be("a1");
        (await house.AskAsync("GET", "/shards/gamma")).Problem.Should().Be("not-found");
        foreach (var (body, named) in new (object, string)[]
        {
            (new { }, "settings"), (new { settings = 7 }, "settings"), (new { settings = new { Name = "gamma", Address = "nowhere" } }, "Address"),
            (new { settings = new { Name = "gamma", Address = "http://127.0.0.1:1", Colour = "green" } }, "Colour"),
        })
        {
            var reply = await house.AskAsync("POST", "/shards", body);
            reply.Problem.Should().Be("wrong-value");
            reply.Json.GetProperty("detail").GetString().Should().Contain(named);
        }
    }
}
