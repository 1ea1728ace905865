using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

public sealed class PlacementApiTests
{
    [Fact]
    public async Task Rooms_are_found_by_name_and_explained()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        await house.AskAsync("PUT", "/fleet/alpha/drain", new { });
        await using var ole = await house.JoinAsync("vorstand", "Ole");

        var all = await house.AskAsync("GET", "/placements?limit=1");
        var rest = await house.AskAsync("GET", $"/placements?limit=1&after={all.Json.GetProperty("next").GetString()}");
        var found = await house.AskAsync("GET", "/placements?search=STAND");
        var why = (await house.AskAsync("GET", "/placements/vorstand")).Json;

        all.Json.GetProperty("items")[0].GetProperty("room").GetString().Should().Be("plenum");
        rest.Json.GetProperty("items")[0].GetProperty("room").GetString().Should().Be("vorstand");
        rest.Json.GetProperty("next").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        found.Json.GetProperty("items").GetArrayLength().Should().Be(1);
        why.GetProperty("placement").GetProperty("shard").GetString().Should().Be("beta");
        why.GetProperty("placement").GetProperty("people").GetInt32().Should().Be(1);
        why.GetProperty("why").GetProperty("rule").GetString().Should().Be("least-loaded");
        why.GetProperty("why").GetProperty("best")[0].GetProperty("shard").GetString().Should().Be("beta");
        why.GetProperty("why").GetProperty("refused")[0].GetProperty("why").GetString().Should().Be("draining");
        (await house.AskAsync("GET", "/placements/nowhere")).Problem.Should().Be("not-found");
        (await house.AskAsync("GET", "/placements/a%2F%2Fb")).Problem.Should().Be("not-found");
    }
}
