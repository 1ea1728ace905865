using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Every page of ours, in both languages, on phone and desktop, light and dark.</summary>
public abstract class PageLookTests(PagesHouse house, LocalBrowsers browsers)
{
    /// <summary>It says its sentence, and is accessible, narrow and quiet.</summary>
    protected async Task LookAtAsync(PageCase page, PageLook look)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(look);
        await using var context = await (await browsers.ChromiumAsync()).NewContextAsync(look.Options(page.UserAgent));
        var watch = await PageWatch.StartAsync(context);
        var url = house.UrlOf(page.Site);
        if (page.Script is { } script)
            await watch.Page.AddInitScriptAsync(script);

        var response = await watch.Page.GotoAsync(url + page.Path);

        response!.Status.Should().Be(page.Status);
        (await response.HeaderValueAsync("content-security-policy")).Should().StartWith("default-src 'none';");
        // The check's script may have a better word a moment later.
        await Assertions.Expect(watch.Page.Locator("h1")).ToHaveTextAsync(page.Headline(look));
        if (page.Name.StartsWith("check", StringComparison.Ordinal))
            await Assertions.Expect(watch.Page.Locator("#checked .tag")).Not.ToHaveCountAsync(1);
        (await watch.Page.Locator("html").GetAttributeAsync("lang")).Should().Be(look.Language);
        (await watch.Page.TitleAsync()).Should().Be($"{page.Title(look)} – Beispielverein e. V.");
        await Pictures.KeepAsync(watch.Page, $"{page}-{look}");
        if (Pictures.AreWanted && page.Name.StartsWith("check", StringComparison.Ordinal))
        {
            await using var open = await (await browsers.ChromiumAsync()).NewContextAsync(look.Options(page.UserAgent));
            var unfolded = await PageWatch.StartAsync(open);
            if (page.Script is { } again)
                await unfolded.Page.AddInitScriptAsync(again);
            await unfolded.Page.GotoAsync(url + page.Path);
            await Assertions.Expect(unfolded.Page.Locator("#checked .tag")).Not.ToHaveCountAsync(1);
            await unfolded.OpenFoldsAsync();
            await Pictures.KeepAsync(unfolded.Page, $"{page}-{look}-open");
        }

        if (!look.IsPhone && !page.HasFocusInside)
            await watch.ShouldBeUsableByKeyboardAsync();
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
        watch.ShouldBeQuiet(new Uri(url).Authority);
    }
}

/// <summary>The start page and the pages of problems.</summary>
public sealed class PortalPageLookTests(PagesHouse house, LocalBrowsers browsers) : PageLookTests(house, browsers), IClassFixture<PagesHouse>
{
    public static TheoryData<PageCase, PageLook> Pages { get; } = new MatrixTheoryData<PageCase, PageLook>(PageCase.Portal, PageLook.All);

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public Task A_page_says_its_sentence_and_is_accessible_narrow_and_quiet(PageCase page, PageLook look) => LookAtAsync(page, look);
}

/// <summary>The pages of the check.</summary>
public sealed class CheckPageLookTests(PagesHouse house, LocalBrowsers browsers) : PageLookTests(house, browsers), IClassFixture<PagesHouse>
{
    public static TheoryData<PageCase, PageLook> Pages { get; } = new MatrixTheoryData<PageCase, PageLook>(PageCase.Check, PageLook.All);

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public Task A_check_says_its_sentence_and_is_accessible_narrow_and_quiet(PageCase page, PageLook look) => LookAtAsync(page, look);
}
