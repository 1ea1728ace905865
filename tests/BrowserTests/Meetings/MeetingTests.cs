using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Meetings;

/// <summary>Real browsers meet in the demo.</summary>
public sealed class MeetingTests(Demo demo, LocalBrowsers browsers) : IClassFixture<Demo>
{
    [Fact]
    public async Task Two_Chromium_see_and_hear_each_other_on_one_shard() =>
        await MeetAsync(await browsers.ChromiumAsync(), await browsers.ChromiumAsync(), "/zwei");

    [Fact]
    public async Task Chromium_and_Firefox_see_and_hear_each_other_on_one_shard() =>
        await MeetAsync(await browsers.ChromiumAsync(), await browsers.FirefoxAsync(), "/gemischt");

    [Fact]
    public async Task Firefox_and_Chromium_see_and_hear_each_other_in_a_tenants_room() =>
        await MeetAsync(await browsers.FirefoxAsync(), await browsers.ChromiumAsync(), "/ortsverein/vorstand");

    [Fact]
    public async Task Three_see_and_hear_each_other_and_who_leaves_is_gone_at_once()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var anna = await OpenAsync(chromium, "/drei");
        await using var bert = await OpenAsync(chromium, "/drei");
        await using var cleo = await OpenAsync(chromium, "/drei");
        await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(2), bert.WaitUntilSeesAndHearsAsync(2), cleo.WaitUntilSeesAndHearsAsync(2));

        await cleo.Page.ClickAsync("#leave");

        await Task.WhenAll(anna.WaitForOthersAsync(1), bert.WaitForOthersAsync(1));
        (await anna.Tiles.CountAsync()).Should().Be(1);
        (await bert.Tiles.CountAsync()).Should().Be(1);
        await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(1), bert.WaitUntilSeesAndHearsAsync(1));
    }

    [Fact]
    public async Task Who_closes_the_window_is_gone_too()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var anna = await OpenAsync(chromium, "/zu");
        await using (var bert = await OpenAsync(chromium, "/zu"))
            await anna.WaitForOthersAsync(1);

        await anna.WaitForOthersAsync(0);
        (await anna.Tiles.CountAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("/Тест", "тест")]
    [InlineData("/Große%20Runde", "große runde")]
    public async Task A_name_typed_in_the_address_bar_is_one_room_however_it_is_spelt(string typed, string title)
    {
        var chromium = await browsers.ChromiumAsync();
        await using var anna = await OpenAsync(chromium, typed);
        await using var bert = await OpenAsync(chromium, "/" + Uri.EscapeDataString(title));

        await Task.WhenAll(anna.WaitForOthersAsync(1), bert.WaitForOthersAsync(1));
        (await anna.ShardAsync()).Should().Be(await bert.ShardAsync());
        anna.Page.Url.Should().Be(bert.Page.Url);
        (await anna.Page.TitleAsync()).Should().StartWith(title);
    }

    [Fact]
    public async Task After_a_reload_they_are_together_again()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var anna = await OpenAsync(chromium, "/nochmal");
        await using var bert = await OpenAsync(chromium, "/nochmal");
        await Task.WhenAll(anna.WaitForOthersAsync(1), bert.WaitForOthersAsync(1));
        var shard = await anna.ShardAsync();

        await bert.Page.ReloadAsync();

        await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(1), bert.WaitUntilSeesAndHearsAsync(1));
        (await bert.ShardAsync()).Should().Be(shard);
    }

    private Task<Participant> OpenAsync(IBrowser browser, string room) => Participant.OpenAsync(browser, demo.MeetingUrl + room);

    private async Task MeetAsync(IBrowser one, IBrowser other, string room)
    {
        await using var anna = await OpenAsync(one, room);
        await using var bert = await OpenAsync(other, room);

        await Task.WhenAll(anna.WaitUntilSeesAndHearsAsync(1), bert.WaitUntilSeesAndHearsAsync(1));

        (await anna.ShardAsync()).Should().BeOneOf("alpha", "beta").And.Be(await bert.ShardAsync());
    }
}
