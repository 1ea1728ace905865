using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.BrowserTests.Pages;
using ConferenceGateway.Lab;
using Xunit;

namespace ConferenceGateway.BrowserTests.Meetings;

/// <summary>The Lab's meeting page is what a newcomer sees of the demo, so it is held to what holds for every page.</summary>
public sealed class MeetingPageTests(LocalBrowsers browsers) : IAsyncLifetime
{
    private LabShard _shard = null!;
    private LocalGateway _house = null!;

    public static TheoryData<PageLook> Looks { get; } = [.. PageLook.All];

    [Theory]
    [MemberData(nameof(Looks), DisableDiscoveryEnumeration = true)]
    public async Task It_is_accessible_narrow_and_quiet_in_a_meeting(PageLook look)
    {
        var chromium = await browsers.ChromiumAsync();
        await using var context = await chromium.NewContextAsync(look.Options());
        var watch = await PageWatch.StartAsync(context);
        await watch.Page.GotoAsync(_house.MeetingUrl + "/plenum");
        await Pictures.KeepAsync(watch.Page, $"meeting-alone-{look}");
        await using var other = await Participant.OpenAsync(chromium, _house.MeetingUrl + "/plenum", PageLook.All[0].Options());
        await watch.Page.Locator(".tile.live video[data-peer]").WaitForAsync();

        (await watch.Page.TextContentAsync("h1")).Should().Be("plenum");
        (await watch.Page.TextContentAsync("#status")).Should().Be(look.IsGerman ? "2 Personen sind hier." : "2 people are here.");
        (await watch.Page.Locator("html").GetAttributeAsync("lang")).Should().Be(look.Language);
        await Pictures.KeepAsync(watch.Page, $"meeting-{look}");
        if (!look.IsPhone)
            await watch.ShouldBeUsableByKeyboardAsync(hasSkipLink: false);
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
        watch.ShouldBeQuiet(new Uri(_house.MeetingUrl).Authority);
    }

    [Fact]
    public async Task The_others_see_a_face_where_the_camera_is_off_and_who_is_muted()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var anna = await Participant.OpenAsync(chromium, _house.MeetingUrl + "/stumm", PageLook.All[0].Options());
        await using var bert = await Participant.OpenAsync(chromium, _house.MeetingUrl + "/stumm", PageLook.All[0].Options());
        await anna.WaitUntilSeesAndHearsAsync(1);

        await bert.Page.ClickAsync("text=Bild aus");
        await bert.Page.ClickAsync("text=Ton aus");

        await anna.Page.Locator(".tile.silent:not(.own):not(.live) .face").WaitForAsync();
        await Pictures.KeepAsync(anna.Page, "meeting-muted-de-phone-light");
        await bert.Page.ClickAsync("text=Bild an");
        await anna.Page.Locator(".tile.live:not(.own)").WaitForAsync();
    }

    [Fact]
    public async Task Without_script_it_says_that_it_needs_it()
    {
        var chromium = await browsers.ChromiumAsync();
        await using var context = await chromium.NewContextAsync(PageLook.All[0].Options(hasScript: false));
        var page = await context.NewPageAsync();

        await page.GotoAsync(_house.MeetingUrl + "/plenum");

        (await page.TextContentAsync("noscript, main")).Should().Contain("Das Treffen braucht JavaScript.");
    }

    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        _house = await LocalGateway.StartAsync(_shard);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _shard.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
