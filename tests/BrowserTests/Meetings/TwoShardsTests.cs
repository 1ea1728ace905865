using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.BrowserTests.Meetings;

/// <summary>Meetings of real browsers on a fleet of their own: rooms of other tests would still count where they were.</summary>
public sealed class TwoShardsTests(LocalBrowsers browsers)
{
    [Fact]
    public async Task When_a_shard_dies_both_meet_again_on_the_other_by_themselves()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"]);
        await using var house = await LocalGateway.StartAsync(lab.Shards);
        await using var anna = await Participant.OpenAsync(chromium, house.MeetingUrl + "/umzug");
        await using var bert = await Participant.OpenAsync(chromium, house.MeetingUrl + "/umzug");
        await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(1), bert.WaitUntilSeesAndHearsAsync(1));
        var dying = await anna.ShardAsync();
        var surviving = lab.Shards.Single(shard => shard.Name != dying);

        await lab[dying].StopAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await surviving.WaitForOccupantsAsync("umzug", 2, limit.Token);
        await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(1), bert.WaitUntilSeesAndHearsAsync(1));
        (await anna.Page.TextContentAsync("#shard")).Should().Be(surviving.Name);
        (await bert.Page.TextContentAsync("#shard")).Should().Be(surviving.Name);
    }

    [Fact]
    public async Task A_second_room_goes_to_the_other_shard()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var lab = await LabFleet.StartAsync(["alpha", "beta"]);
        await using var house = await LocalGateway.StartAsync(lab.Shards);
        await using var first = await Participant.OpenAsync(chromium, house.MeetingUrl + "/eins");
        await first.WaitForOthersAsync(0);
        await using var second = await Participant.OpenAsync(chromium, house.MeetingUrl + "/anders");
        await second.WaitForOthersAsync(0);

        (await second.ShardAsync()).Should().NotBe(await first.ShardAsync());
    }
}
