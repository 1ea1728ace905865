using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Core;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Pages that say "later" come back by themselves, without script.</summary>
public sealed class RecoveryTests(LocalBrowsers browsers)
{
    [Fact]
    public async Task Both_pages_of_a_lost_shard_become_the_meeting_when_it_is_back()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        await using var house = await LocalGateway.StartAsync(shard);
        await using var context = await chromium.NewContextAsync(PageLook.All[0].Options(hasScript: false));
        var (silent, free) = (await context.NewPageAsync(), await context.NewPageAsync());

        await shard.StopAsync();
        await silent.GotoAsync(house.MeetingUrl + "/plenum");
        (await silent.TextContentAsync("h1")).Should().Be("Der Server dieses Treffens antwortet nicht.");
        await house.Gateway.WaitForAsync(fleet => fleet.Shards[0].Health == NodeHealth.Down);
        await free.GotoAsync(house.MeetingUrl + "/plenum");
        (await free.TextContentAsync("h1")).Should().Be("Im Moment ist kein Platz für ein neues Treffen.");
        await shard.StartAgainAsync();

        // The longest that a page waits for itself is half a minute; the poller needs two answers before.
        var limit = new Microsoft.Playwright.LocatorWaitForOptions { State = Microsoft.Playwright.WaitForSelectorState.Attached, Timeout = 90_000 };
        await Task.WhenAll(
            silent.Locator("meta[name=lab-shard]").WaitForAsync(limit),
            free.Locator("meta[name=lab-shard]").WaitForAsync(limit));
    }
}
