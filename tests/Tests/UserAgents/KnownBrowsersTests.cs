using System.Globalization;
using AwesomeAssertions;
using ConferenceGateway.UserAgents;
using Xunit;

namespace ConferenceGateway.Tests.UserAgents;

public sealed class KnownBrowsersTests
{
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (expected, userAgent) in KnownBrowsers.Rows)
                rows.Add(expected, userAgent);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_reads_what_it_is(string expected, string userAgent) =>
        Shown(BrowserReader.Shipped.Read(userAgent)).Should().Be(expected);

    [Fact]
    public void Their_brands_are_among_those_that_a_policy_may_name() =>
        BrowserReader.Shipped.KnownBrands.Should().Contain(KnownBrowsers.Texts.Select(text => BrowserReader.Shipped.Read(text))
            .Where(browser => browser is { IsBot: false, Brand: not null }).Select(browser => browser.Brand));

    private static string Shown(Browser browser) => string.Create(CultureInfo.InvariantCulture,
        $"{browser.Engine} {browser.EngineMajor}, {browser.Brand ?? "-"} {browser.BrandMajor}, {browser.Os}, {Flags(browser)}");

    private static string Flags(Browser browser)
    {
        var flags = new List<string>();
        if (browser.IsMobile)
            flags.Add("mobile");
        if (browser.IsInApp)
            flags.Add(browser.App is null ? "inapp" : $"inapp:{browser.App}");
        if (browser.IsBot)
            flags.Add("bot");
        return flags.Count == 0 ? "-" : string.Join(' ', flags);
    }
}
