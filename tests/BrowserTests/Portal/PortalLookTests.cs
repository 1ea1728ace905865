using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using ConferenceGateway.BrowserTests.Pages;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>Every page of the portal, in both languages, on phone and desktop, light and dark.</summary>
public sealed class PortalLookTests(PortalHouse house, LocalBrowsers browsers) : IClassFixture<PortalHouse>
{
    public static TheoryData<PortalPageCase, PageLook> Pages { get; } = PageLook.Each(PortalPageCase.All);

    public static TheoryData<PortalPageCase> OnePages { get; } = [.. PortalPageCase.All];

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public async Task A_page_of_the_portal_is_accessible_narrow_and_quiet(PortalPageCase page, PageLook look)
    {
        var (context, url) = await house.EnterAsync(await browsers.ChromiumShellAsync(), look.Options(), page);
        await using var entered = context;
        var watch = await PageWatch.StartAsync(context);

        var response = await watch.Page.GotoAsync(url);

        response!.Status.Should().Be(page.Status);
        (await watch.Page.Locator("h1").TextContentAsync())!.Trim().Should().Be(house.HeadlineOf(page, look));
        (await watch.Page.Locator("html").GetAttributeAsync("lang")).Should().Be(look.Language);
        await Pictures.KeepAsync(watch.Page, $"portal-{page}-{look}");
        if (!look.IsPhone && !page.HasFocusInside)
            await watch.ShouldBeUsableByKeyboardAsync();
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
        if (look.IsPhone)
            (await SmallTargets.OnAsync(watch.Page)).Should().BeEmpty("a finger needs 44 px");
        watch.ShouldBeQuiet(new Uri(url).Authority);
    }

    [Theory]
    [InlineData(0, "link", "Der Link ist fertig.")]
    [InlineData(3, "password", "The password is ready.")]
    public async Task A_form_that_comes_back_and_what_is_shown_once_are_accessible(int number, string how, string headline)
    {
        var look = PageLook.All[number];
        await using var context = await house.EnterAsync(await browsers.ChromiumShellAsync(), look.Options(), ConferenceGateway.Portal.Roles.Admin);
        var watch = await PageWatch.StartAsync(context);
        await watch.Page.GotoAsync(house.UrlOf("/admin/accounts/new"));
        await watch.Page.FillAsync("#name", "a b");
        await watch.Page.FillAsync("#display-name", "Neu");
        await watch.Page.CheckAsync($"input[value={how}]");
        await watch.Page.ClickAsync("main button");
        await watch.Page.WaitForSelectorAsync("#name-fault");
        await Pictures.KeepAsync(watch.Page, $"portal-account-new-refused-{look}");
        await watch.ShouldBeAccessibleAsync();
        (await watch.Page.GetAttributeAsync("#name", "aria-describedby")).Should().Be("name-fault name-hint");

        await watch.Page.FillAsync("#name", $"neu.{number}");
        await watch.Page.ClickAsync("main button");

        await Assertions.Expect(watch.Page.Locator("h1")).ToHaveTextAsync(headline);
        await Pictures.KeepAsync(watch.Page, $"portal-account-once-{look}");
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_rule_that_comes_back_is_accessible(int number)
    {
        var look = PageLook.All[number];
        await using var context = await house.EnterAsync(await browsers.ChromiumShellAsync(), look.Options(), ConferenceGateway.Portal.Roles.Admin);
        var watch = await PageWatch.StartAsync(context);
        await watch.Page.GotoAsync(house.UrlOf("/admin/policy/draft/new"));
        await watch.Page.FillAsync("#brand", "Fierfox");
        await watch.Page.FillAsync("#from", "9");
        await watch.Page.FillAsync("#to", "3");
        await watch.Page.CheckAsync("input[value=blocked]");
        await watch.Page.ClickAsync("main button");

        await watch.Page.WaitForSelectorAsync("#brand-fault");
        (await watch.Page.Locator(".err").AllTextContentsAsync()).Should().HaveCount(5);
        await Pictures.KeepAsync(watch.Page, $"portal-policy-rule-refused-{look}");
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);
    }

    [Theory]
    [MemberData(nameof(OnePages), DisableDiscoveryEnumeration = true)]
    public async Task A_page_of_the_portal_stays_whole_with_text_of_twice_the_size(PortalPageCase page)
    {
        var (context, url) = await house.EnterAsync(await browsers.ChromiumShellAsync(), PageLook.All[1].Options(), page);
        await using var entered = context;
        var watch = await PageWatch.StartAsync(context);
        await watch.Page.GotoAsync(url);

        await watch.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");

        await watch.ShouldFitAsync(isPhone: false);
        await watch.Page.SetViewportSizeAsync(640, 800);
        await watch.ShouldFitAsync(isPhone: false);
    }
}
