using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.Tests.Upkeep;

public sealed class MaintenanceTests
{
    private const string Path = "/maintenance";

    [Fact]
    public async Task A_closing_is_announced_ends_what_is_open_and_ends_by_itself()
    {
        await using var house = await UpkeepHouse.StartAsync();
        await using var anna = await house.JoinAsync("plenum", "Anna");
        var (from, until) = (house.Time.GetUtcNow().AddMinutes(1), house.Time.GetUtcNow().AddMinutes(2));
        var nothing = await house.AskAsync("GET", Path);

        var announced = await house.AskAsync("PUT", Path, new { kind = "closed", from, until, sentence = "Wir  bauen um." }, nothing.Tag);
        anna.Closed.IsCompleted.Should().BeFalse();
        await house.PassTimeAsync(anna.Closed);
        var on = await house.AskAsync("GET", Path);

        nothing.Tag.Should().Be("\"0\"");
        announced.Json.GetProperty("maintenance").GetProperty("isOn").GetBoolean().Should().BeFalse();
        announced.Json.GetProperty("maintenance").GetProperty("sentence").GetString().Should().Be("Wir bauen um.");
        house.Time.GetUtcNow().Should().BeOnOrAfter(from);
        on.Json.GetProperty("maintenance").GetProperty("isOn").GetBoolean().Should().BeTrue();

        house.Time.Advance(TimeSpan.FromMinutes(2));
        (await house.AskAsync("GET", Path)).Tag.Should().Be("\"0\"");
        await using var again = await house.JoinAsync("plenum", "Anna");
    }

    [Fact]
    public async Task Who_has_not_seen_it_does_not_change_it()
    {
        await using var house = await UpkeepHouse.StartAsync();
        var first = await house.AskAsync("PUT", Path, new { kind = "no-new-rooms" }, "\"0\"");

        (await house.AskAsync("PUT", Path, new { kind = "no-new-rooms", sentence = "Ich auch." }, "\"0\"")).Problem.Should().Be("changed");
        (await house.AskAsync("DELETE", Path)).Problem.Should().Be("match-missing");
        (await house.AskAsync("DELETE", Path, match: "\"0\"")).Problem.Should().Be("changed");
        (await house.AskAsync("DELETE", Path, match: first.Tag)).Json.GetProperty("maintenance").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await house.AskAsync("DELETE", Path, match: "\"0\"")).Status.Should().Be(200);
        (await Storage.Sql.ScalarAsync(house.Gateway.StoragePath, "SELECT group_concat(action, ' ') FROM audit WHERE subject = 'maintenance'"))
            .Should().Be("maintenance.announce maintenance.end");
    }

    [Fact]
    public async Task What_makes_no_sense_is_named()
    {
        await using var house = await UpkeepHouse.StartAsync();
        var now = house.Time.GetUtcNow();
        (object Body, string Named)[] wrong =
        [
            (new { }, "kind"),
            (new { kind = "shut" }, "kind"),
            (new { kind = "closed" }, "until"),
            (new { kind = "closed", until = now.AddMinutes(-1) }, "until"),
            (new { kind = "closed", from = now.AddHours(2), until = now.AddHours(1) }, "until"),
            (new { kind = "no-new-rooms", until = now.AddDays(31) }, "30 days"),
            (new { kind = "no-new-rooms", sentence = new string('x', 201) }, "sentence"),
            (new { kind = "no-new-rooms", sentence = "a\u0007b" }, "sentence"),
            (new { kind = "no-new-rooms", from = "tomorrow" }, "from"),
        ];

        foreach (var (body, named) in wrong)
        {
            var reply = await house.AskAsync("PUT", Path, body, "\"0\"");
            reply.Problem.Should().Be("wrong-value");
            reply.Json.GetProperty("detail").GetString().Should().Contain(named);
        }
    }
}
