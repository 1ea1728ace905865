using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Whoever goes on after the check, gets in.</summary>
public sealed class CheckTests(PagesHouse house, LocalBrowsers browsers) : IClassFixture<PagesHouse>
{
    private static readonly PageLook Look = PageLook.All[0];

    [Theory]
    [InlineData(OldBrowsers.InternetExplorer11, true, "Trotzdem weiter")]
    [InlineData(OldBrowsers.InternetExplorer11, false, "Trotzdem weiter")]
    [InlineData(OldBrowsers.Firefox78, true, "Trotzdem teilnehmen")]
    [InlineData(OldBrowsers.Safari12, false, "Trotzdem teilnehmen")]
    public async Task Going_on_anyway_keeps_the_link_and_is_remembered(string userAgent, bool hasScript, string button)
    {
        await using var context = await NewContextAsync(Look.Options(userAgent, hasScript));
        var page = await context.NewPageAsync();
        var room = house.UrlOf(Site.Meetings) + "/plenum?release=7#config.startWithAudioMuted=true";
        await page.GotoAsync(room);

        await page.ClickAsync($"text={button}");

        (await page.Locator("meta[name=lab-shard]").GetAttributeAsync("content")).Should().Be("alpha");
        page.Url.Should().Be(room, "an embedded meeting has its settings behind the #");
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/vorstand");
        (await page.Locator("meta[name=lab-shard]").CountAsync()).Should().Be(1, "nobody is asked twice");
    }

    [Fact]
    public async Task A_newer_version_of_the_browser_is_judged_anew()
    {
        await using var context = await NewContextAsync(Look.Options(OldBrowsers.Firefox78));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/plenum");
        await page.ClickAsync("text=Trotzdem teilnehmen");
        await page.Locator("meta[name=lab-shard]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await using var updated = await NewContextAsync(Look.Options(OldBrowsers.Firefox78.Replace("78.0", "79.0", StringComparison.Ordinal)));
        await updated.AddCookiesAsync((await context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = house.UrlOf(Site.Meetings) }));
        page = await updated.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/plenum");

        (await page.TextContentAsync("h1")).Should().Be("Sie können teilnehmen, aber Ihr Browser ist alt.");
    }

    private async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        await (await browsers.ChromiumAsync()).NewContextAsync(options);
}
