using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.BrowserTests.Meetings;

/// <summary>A shard dies under a meeting of real browsers.</summary>
public sealed class ShardDeathTests(LocalBrowsers browsers)
{
    [Fact]
    public async Task Both_meet_again_on_the_other_shard_by_themselves()
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
}
