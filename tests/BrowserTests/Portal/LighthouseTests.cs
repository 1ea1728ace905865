using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>Lighthouse finds nothing to improve in how accessible the portal is.</summary>
public sealed class LighthouseTests(PortalHouse house) : IClassFixture<PortalHouse>
{
    [Fact]
    public async Task The_sign_in_page_has_all_points() => (await Lighthouse.AccessibilityAsync(house.PortalUrl + "/sign-in")).Should().Be(1);

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/accounts")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/policy")]
    [InlineData("/admin/policy/draft/new")]
    [InlineData("/admin/help")]
    public async Task A_page_of_the_admins_has_all_points(string path)
    {
        var (name, value) = await house.SessionCookieAsync(Roles.Admin);

        (await Lighthouse.AccessibilityAsync(house.PortalUrl + path, ("Cookie", $"{name}={value}"))).Should().Be(1);
    }
}
