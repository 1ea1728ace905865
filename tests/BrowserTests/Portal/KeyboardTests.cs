using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>The whole way of an admin, with the keys Tab, Space and Enter alone, and without script.</summary>
public sealed class KeyboardTests(PortalHouse house, LocalBrowsers browsers) : IClassFixture<PortalHouse>
{
    [Fact]
    public async Task In_Chromium_an_admin_signs_in_creates_an_account_and_signs_out_by_keyboard() =>
        await GoAsync(await browsers.ChromiumAsync(), "tastatur.eins");

    [Fact]
    public async Task In_Firefox_an_admin_signs_in_creates_an_account_and_signs_out_by_keyboard() =>
        await GoAsync(await browsers.FirefoxAsync(), "tastatur.zwei");

    [Fact]
    public async Task Without_script_an_admin_signs_in_creates_an_account_and_signs_out()
    {
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(PageLook.All[0].Options(hasScript: false));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.PortalUrl + "/sign-in?return=%2Fadmin%2Faccounts%2Fnew");
        await page.FillAsync("#name", "ada");
        await page.FillAsync("#password", PortalHouse.Password);
        await page.ClickAsync("main button");
        await page.ArriveAsync("*/admin/accounts/new");
        await page.FillAsync("#name", "ohne.skript");
        await page.FillAsync("#display-name", "Ohne Skript");
        await page.CheckAsync("input[value=chair]");
        await page.ClickAsync("main button");
        (await page.TextContentAsync("#secret")).Should().StartWith(house.PortalUrl + "/welcome?code=");
        await page.ClickAsync("header button");
        await page.ArriveAsync("*/signed-out");
        await page.GotoAsync(house.PortalUrl + "/account");
        page.Url.Should().Contain("/sign-in");
    }

    private async Task GoAsync(IBrowser browser, string name)
    {
        await using var context = await browser.NewContextAsync(PageLook.All[1].Options());
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.PortalUrl + "/sign-in?return=%2Fadmin%2Faccounts");
        await TabToAsync(page, "#name");
        await page.Keyboard.TypeAsync("ada");
        await TabToAsync(page, "#password");
        await page.Keyboard.TypeAsync(PortalHouse.Password);
        await PressAsync(page, "Enter", "*/admin/accounts");
        await TabToAsync(page, "a[href='/admin/accounts/new']");
        await PressAsync(page, "Enter", "*/admin/accounts/new");
        await TabToAsync(page, "#name");
        await page.Keyboard.TypeAsync(name);
        await TabToAsync(page, "#display-name");
        await page.Keyboard.TypeAsync("Nur Tasten");
        await TabToAsync(page, "input[value=chair]");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "main button");
        await PressAsync(page, "Enter", "*/hand-over");
        await TabToAsync(page, "#secret");
        (await page.TextContentAsync("#secret")).Should().StartWith(house.PortalUrl + "/welcome?code=");
        await page.ReloadAsync();
        (await page.TextContentAsync("h1")).Should().Be("Das wurde schon gezeigt.");
        await TabToAsync(page, "header button");
        await PressAsync(page, "Enter", "*/signed-out");
        await page.GotoAsync(house.PortalUrl + "/account");
        page.Url.Should().Contain("/sign-in");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var press = 0; press < 40; press++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"Tab does not come to {selector} on {page.Url}.");
    }

    private static async Task PressAsync(IPage page, string key, string url)
    {
        await page.Keyboard.PressAsync(key);
        await page.ArriveAsync(url);
    }
}
