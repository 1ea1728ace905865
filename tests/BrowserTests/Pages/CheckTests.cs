using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>What the check says in real browsers, and where its buttons lead.</summary>
public sealed class CheckTests(PagesHouse house, LocalBrowsers browsers) : IClassFixture<PagesHouse>
{
    private const string NoWebRtc = "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;";

    private static readonly PageLook Look = PageLook.All[0];

    [Theory]
    [InlineData(OldBrowsers.InternetExplorer11, true)]
    [InlineData(OldBrowsers.Firefox78, true)]
    [InlineData(OldBrowsers.Firefox78, false)]
    [InlineData(OldBrowsers.Safari12, false)]
    public async Task Going_on_anyway_keeps_the_link_and_is_remembered(string userAgent, bool hasScript)
    {
        await using var context = await NewContextAsync(Look.Options(userAgent, hasScript));
        var page = await context.NewPageAsync();
        var room = house.UrlOf(Site.Meetings) + "/plenum?release=7#config.startWithAudioMuted=true";
        await page.GotoAsync(room);
        // The script replaces the button if it finds better words; a click in that very moment would be lost.
        if (hasScript)
            await page.ProbedAsync();

        await page.ClickAsync("text=Trotzdem teilnehmen");

        await InMeetingAsync(page);
        page.Url.Should().Be(room, "an embedded meeting has its settings behind the #");
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/vorstand");
        await InMeetingAsync(page);
    }

    [Fact]
    public async Task A_newer_version_of_the_browser_is_judged_anew()
    {
        await using var context = await NewContextAsync(Look.Options(OldBrowsers.Firefox78));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/plenum");
        await page.ProbedAsync();
        await page.ClickAsync("text=Trotzdem teilnehmen");
        await InMeetingAsync(page);

        await using var updated = await NewContextAsync(Look.Options(OldBrowsers.Firefox78.Replace("78.0", "79.0", StringComparison.Ordinal)));
        await updated.AddCookiesAsync((await context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = house.UrlOf(Site.Meetings) }));
        page = await updated.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/plenum");

        (await page.TextContentAsync("h1")).Should().Be("Sie können teilnehmen, aber Ihr Browser ist alt.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_engines_find_everything_in_themselves(bool isFirefox)
    {
        var browser = isFirefox ? await browsers.FirefoxAsync() : await browsers.ChromiumAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/-/check?room=plenum&lang=de");
        await Assertions.Expect(page.Locator("#checked .t-ok")).ToHaveCountAsync(11);

        (await page.TextContentAsync("h1")).Should().Be("Mit diesem Browser können Sie teilnehmen.");
        (await page.TextContentAsync("[role=status]")).Should().BeEmpty("nothing has changed, so nothing is read out");
        await page.ClickAsync("text=Weiter zum Treffen");
        await page.ArriveAsync("*/plenum");
        await InMeetingAsync(page);
    }

    [Fact]
    public async Task A_Firefox_with_video_switched_off_is_told_where_the_switch_is()
    {
        await using var firefox = await browsers.OwnFirefoxAsync(("media.peerconnection.enabled", false));
        await using var context = await firefox.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/-/check?room=plenum&lang=de");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("In diesem Browser ist Video abgeschaltet.");
        (await page.Locator("#how").TextContentAsync()).Should().Contain("about:config").And.Contain("media.peerconnection.enabled");
        (await page.Locator("button[value=on]").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_new_verdict_is_read_out_and_the_check_can_be_asked_again()
    {
        await using var context = await NewContextAsync(Look.Options());
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync("if (location.search.indexOf('fixed') < 0) {" + NoWebRtc + "}");
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/-/check#behind");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("In diesem Browser ist Video abgeschaltet.");
        (await page.TextContentAsync("[role=status]")).Should().Be("In diesem Browser ist Video abgeschaltet.");
        await page.ClickAsync("text=Erneut prüfen");
        await page.ArriveAsync("*/-/check#behind");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("In diesem Browser ist Video abgeschaltet.");
    }

    [Fact]
    public async Task A_decision_stays_whatever_the_probes_find()
    {
        await using var context = await NewContextAsync(Look.Options(OldBrowsers.Edge120));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Blocked) + "/plenum");

        await Assertions.Expect(page.Locator("#checked .t-ok")).Not.ToHaveCountAsync(0);
        (await page.TextContentAsync("h1")).Should().Be("Diese Fassung von Edge ist hier nicht mehr zugelassen.");
        (await page.Locator("button[value=on]").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task By_keyboard_alone_one_gets_in()
    {
        await using var context = await NewContextAsync(Look.Options(OldBrowsers.InternetExplorer11));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/plenum");
        var join = page.Locator("button[value=on]");
        await page.ProbedAsync();

        for (var press = 0; press < 10 && !await join.EvaluateAsync<bool>("(one) => one === document.activeElement"); press++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await InMeetingAsync(page);
    }

    [Theory]
    [InlineData("ready", 1, "tested-ready")]
    [InlineData("limits", 13, "tested-limits")]
    [InlineData("ready", 15, null)]
    [InlineData("ready", -2, null)]
    [InlineData("<b>", 1, null)]
    public async Task The_device_test_is_remembered_for_two_weeks(string result, int daysAgo, string? note)
    {
        await using var context = await NewContextAsync(Look.Options());
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync($"localStorage.setItem('device-test', JSON.stringify({{ result: '{result}', at: Date.now() - {daysAgo} * 864e5 }}))");
        await page.GotoAsync(house.UrlOf(Site.Meetings) + "/-/check?room=plenum");
        await page.ProbedAsync();

        foreach (var id in new[] { "tested-ready", "tested-limits" })
            (await page.Locator("#" + id).IsVisibleAsync()).Should().Be(id == note);
    }

    [Theory]
    [InlineData(OldBrowsers.InternetExplorer11, Site.Meetings, "Internet Explorer kann keine Video-Treffen.")]
    [InlineData(OldBrowsers.Firefox78, Site.Meetings, "Sie können teilnehmen, aber Ihr Browser ist alt.")]
    [InlineData(OldBrowsers.Firefox140, Site.Meetings, "Mit diesem Browser können Sie teilnehmen.")]
    [InlineData(OldBrowsers.Edge120, Site.Blocked, "Diese Fassung von Edge ist hier nicht mehr zugelassen.")]
    public async Task Without_script_the_verdict_is_there(string userAgent, Site site, string headline)
    {
        await using var context = await NewContextAsync(Look.Options(userAgent, hasScript: false));
        var page = await context.NewPageAsync();
        await page.GotoAsync(house.UrlOf(site) + "/-/check");

        (await page.TextContentAsync("h1")).Should().Be(headline);
    }

    // The meeting page of the shard, without anything of ours between.
    private static Task InMeetingAsync(IPage page) => Assertions.Expect(page.Locator("meta[name=lab-shard]")).ToHaveAttributeAsync("content", "alpha");

    private async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        await (await browsers.ChromiumAsync()).NewContextAsync(options);
}
