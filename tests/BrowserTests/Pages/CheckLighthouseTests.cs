using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Lighthouse finds nothing to improve in how accessible the check, the device test and the page of help are.</summary>
public sealed class CheckLighthouseTests(PagesHouse house) : IClassFixture<PagesHouse>
{
    [Theory]
    [InlineData("/-/check", "de")]
    [InlineData("/-/check?room=plenum", "en")]
    [InlineData("/-/check/device?room=plenum", "de")]
    [InlineData("/-/check/device", "en")]
    [InlineData("/-/help", "de")]
    public async Task A_page_has_all_points(string path, string language) =>
        (await Lighthouse.AccessibilityAsync(house.UrlOf(Site.Meetings) + path, ("Accept-Language", language))).Should().Be(1);

    [Fact]
    public async Task A_verdict_with_limits_at_the_room_itself_has_all_points() =>
        (await Lighthouse.AccessibilityAsync(house.UrlOf(Site.Meetings) + "/plenum", ("User-Agent", OldBrowsers.Firefox78), ("Accept-Language", "de"))).Should().Be(1);
}
