using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;
using ConferenceGateway.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Doors;

/// <summary>Through the door in real browsers: what stands behind the <c>#</c> comes along, with and without script.</summary>
public sealed class DoorWayTests(DoorsHouse house, LocalBrowsers browsers) : IClassFixture<DoorsHouse>
{
    // As external_api.js writes it.
    private const string Hash = "#config.startWithAudioMuted=true&userInfo.displayName=%22Maike%22";

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task The_password_opens_and_the_settings_of_the_address_stay(bool isFirefox, bool hasScript)
    {
        await using var context = await NewContextAsync(isFirefox, hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.MeetingUrl + "/vorstand" + Hash);
        await page.FillAsync("[name=password]", DoorsHouse.Password);
        // Enter presses the first button of the form, which must not be "show".
        await page.PressAsync("[name=password]", "Enter");

        await InMeetingAsync(page.Locator("meta[name=lab-shard]"));
        page.Url.Should().Be(house.MeetingUrl + "/vorstand" + Hash);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_embedded_meeting_still_reaches_its_meeting_after_the_password(bool isFirefox)
    {
        await using var embedder = await EmbedAsync(house.MeetingUrl + "/vorstand" + Hash);
        await using var context = await NewContextAsync(isFirefox);
        var page = await context.NewPageAsync();
        await page.GotoAsync(embedder.Urls.First());
        var frame = page.FrameLocator("iframe");

        await frame.Locator("[name=name]").FillAsync("Maike");
        await frame.Locator("[name=password]").FillAsync("falsch");
        await PressAsync(frame.Locator("button.btn[value=enter]"));
        await frame.Locator(".err").WaitForAsync();
        await frame.Locator("[name=password]").FillAsync(DoorsHouse.Password);
        await PressAsync(frame.Locator("button.btn[value=enter]"));

        await InMeetingAsync(frame.Locator("meta[name=lab-shard]"));
        var inside = page.Frames.Single(each => each != page.MainFrame);
        (await inside.EvaluateAsync<string>("location.hash")).Should().Be(Hash);
        (await inside.EvaluateAsync<string>("location.pathname")).Should().Be("/vorstand");
        // The shard has let it in: it is in the meeting, and not only before its page.
        await Assertions.Expect(frame.Locator("body[data-state=joined]")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_embedded_meeting_is_let_in_by_itself_after_waiting(bool isFirefox)
    {
        var name = "Ida " + (isFirefox ? "F" : "C");
        await using var embedder = await EmbedAsync(house.MeetingUrl + "/klopfen" + Hash);
        await using var context = await NewContextAsync(isFirefox);
        var page = await context.NewPageAsync();
        await page.GotoAsync(embedder.Urls.First());
        var frame = page.FrameLocator("iframe");
        await frame.Locator("[name=name]").FillAsync(name);
        await PressAsync(frame.Locator("button[value=knock]"));
        await frame.Locator("button[value=rename]").WaitForAsync();

        house.Answer("klopfen", name, KnockState.Admitted);

        await InMeetingAsync(frame.Locator("meta[name=lab-shard]"));
        (await page.Frames.Single(each => each != page.MainFrame).EvaluateAsync<string>("location.hash")).Should().Be(Hash);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_is_let_in_by_itself_without_script(bool isFirefox)
    {
        var name = "Uwe " + (isFirefox ? "F" : "C");
        // Chromium asks nobody for an address with a # again, so there the page needs its script; whoever embeds a meeting has it.
        var address = house.MeetingUrl + "/klopfen" + (isFirefox ? Hash : "");
        await using var context = await NewContextAsync(isFirefox, hasScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        await page.FillAsync("[name=name]", name);
        await page.ClickAsync("button[value=knock]");
        await page.Locator("button[value=rename]").WaitForAsync();

        house.Answer("klopfen", name, KnockState.Admitted);

        await InMeetingAsync(page.Locator("meta[name=lab-shard]"));
        page.Url.Should().Be(address);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task The_sign_in_leads_back_into_the_room(bool isFirefox, bool hasScript)
    {
        var name = $"b{isFirefox}{hasScript}".ToLowerInvariant();
        await TestAccounts.AddAsync(house.Gateway, name, Roles.None, "Bo", await house.Gateway.Get<HashQueue>().HashAsync(PortalClient.Password));
        await using var context = await NewContextAsync(isFirefox, hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.MeetingUrl + "/mitglieder");
        await page.ClickAsync("main a.btn");
        await page.FillAsync("[name=name]", name);
        await page.FillAsync("[name=password]", PortalClient.Password);
        await page.PressAsync("[name=password]", "Enter");
        if (!hasScript)
            await page.ClickAsync("#enter button");

        await page.ArriveAsync(house.MeetingUrl + "/mitglieder");
        await InMeetingAsync(page.Locator("meta[name=lab-shard]"));
    }

    [Fact]
    public async Task The_chair_goes_from_the_page_of_the_room_into_the_meeting_without_being_asked()
    {
        await using var context = await NewContextAsync(isFirefox: false);
        var (name, value) = await TestAccounts.SessionCookieAsync(house.Gateway, house.Chair);
        await context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = house.PortalUrl }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.PortalUrl + "/rooms/vorstand");

        await page.ClickAsync("main a.btn");

        await InMeetingAsync(page.Locator("meta[name=lab-shard]"));
        page.Url.Should().Be(house.MeetingUrl + "/vorstand");
    }

    // By the page itself: of a mouse over another site's frame, Firefox's driver loses a click now and then.
    private static async Task PressAsync(ILocator button) => await button.EvaluateAsync("(one) => one.click()");

    private static Task InMeetingAsync(ILocator mark) => Assertions.Expect(mark).ToHaveAttributeAsync("content", "alpha");

    /// <summary>A page of another site that shows the meeting, as <c>external_api.js</c> builds it.</summary>
    private static async Task<WebApplication> EmbedAsync(string room)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Content($"""
            <!DOCTYPE html><title>Intranet</title>
            <iframe src="{room.Replace("&", "&amp;", StringComparison.Ordinal)}" width="800" height="600" allow="autoplay; camera; clipboard-write; display-capture; microphone"></iframe>
            """, "text/html; charset=utf-8"));
        await app.StartAsync();
        return app;
    }

    private async Task<IBrowserContext> NewContextAsync(bool isFirefox, bool hasScript = true) =>
        await (isFirefox ? await browsers.FirefoxAsync() : await browsers.ChromiumAsync()).NewContextAsync(new() { Locale = "de-DE", JavaScriptEnabled = hasScript });
}
