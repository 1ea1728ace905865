using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>What people do on the pages, with script and without.</summary>
public sealed class PageTests(PagesHouse house, LocalBrowsers browsers) : IClassFixture<PagesHouse>
{
    [Fact]
    public async Task The_language_is_switched_on_the_page_and_stays()
    {
        await using var context = await NewContextAsync(PageLook.All[0].Options());
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/");

        await page.ClickAsync("text=English");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Which room would you like?");
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/-/nirgends");
        (await page.TextContentAsync("h1")).Should().Be("There is no such page.");

        await page.ClickAsync("text=Deutsch");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Diese Seite gibt es nicht.");
    }

    [Fact]
    public async Task The_policy_lets_no_script_run()
    {
        await using var context = await NewContextAsync(PageLook.All[0].Options());
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/");

        var refused = await page.EvaluateAsync<string>("""
            () => new Promise((done) => {
              document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
              const script = document.createElement('script');
              script.textContent = 'document.title = "ran"';
              document.body.append(script);
            })
            """);

        refused.Should().StartWith("script-src");
        (await page.TitleAsync()).Should().NotBe("ran");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_and_Enter_lead_into_the_room(bool hasScript)
    {
        await using var context = await NewContextAsync(PageLook.All[0].Options(hasScript: hasScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/");

        await page.FillAsync("#room", "Große Runde");
        await page.PressAsync("#room", "Enter");

        await page.ArriveAsync("*/gro%C3%9Fe%20runde");
        (await page.Locator("meta[name=lab-shard]").GetAttributeAsync("content")).Should().Be("alpha");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_cannot_be_stays_in_the_field_with_one_sentence(bool hasScript)
    {
        await using var context = await NewContextAsync(PageLook.All[0].Options(hasScript: hasScript));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/");

        await page.FillAsync("#room", "a;b");
        await page.PressAsync("#room", "Enter");

        (await page.TextContentAsync(".err")).Should().Be("So kann kein Raum heißen: Ein Strichpunkt darf nicht vorkommen.");
        (await page.InputValueAsync("#room")).Should().Be("a;b");
        (await page.Locator("#room").GetAttributeAsync("aria-describedby")).Should().Be("fault");
        if (hasScript)
            (await page.EvaluateAsync<string>("() => document.activeElement.id")).Should().Be("room");
    }

    [Fact]
    public async Task The_skip_link_leads_past_the_head()
    {
        await using var context = await NewContextAsync(PageLook.All[1].Options());
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        (await page.EvaluateAsync<string>("() => document.activeElement.id")).Should().Be("room");
    }

    [Fact]
    public async Task A_name_that_the_house_keeps_for_itself_is_no_page()
    {
        await using var context = await NewContextAsync(PageLook.All[0].Options());
        var page = await context.NewPageAsync();

        var response = await page.GotoAsync(house.UrlOf(Site.Meetings) + "/metrics");

        response!.Status.Should().Be(404);
        (await page.TextContentAsync("h1")).Should().Be("Diese Seite gibt es nicht.");
    }

    private async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        await (await browsers.ChromiumAsync()).NewContextAsync(options);
}
