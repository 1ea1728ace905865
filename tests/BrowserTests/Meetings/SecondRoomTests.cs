using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.BrowserTests.Meetings;

/// <summary>Two meetings on an empty fleet. It is one of its own: rooms of other tests would still count where they were.</summary>
public sealed class SecondRoomTests(LocalBrowsers browsers)
{
    [Fact]
    public async Task It_goes_to_the_other_shard()
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
