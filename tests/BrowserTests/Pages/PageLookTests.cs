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
        await using var context = await (await browsers.ChromiumShellAsync()).NewContextAsync(look.Options(page.UserAgent));
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
            await watch.Page.ProbedAsync();
        (await watch.Page.Locator("html").GetAttributeAsync("lang")).Should().Be(look.Language);
        (await watch.Page.TitleAsync()).Should().Be($"{page.Title(look)} – Beispielverein e. V.");
        await Pictures.KeepAsync(watch.Page, $"{page}-{look}");
        if (Pictures.AreWanted && page.Name.StartsWith("check", StringComparison.Ordinal))
        {
            await using var open = await (await browsers.ChromiumShellAsync()).NewContextAsync(look.Options(page.UserAgent));
            var unfolded = await PageWatch.StartAsync(open);
            if (page.Script is { } again)
                await unfolded.Page.AddInitScriptAsync(again);
            await unfolded.Page.GotoAsync(url + page.Path);
            await unfolded.Page.ProbedAsync();
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
    public static TheoryData<PageCase, PageLook> Pages { get; } = PageLook.Each(PageCase.Portal);

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public Task A_page_says_its_sentence_and_is_accessible_narrow_and_quiet(PageCase page, PageLook look) => LookAtAsync(page, look);
}

/// <summary>The pages of the check.</summary>
public sealed class CheckPageLookTests(PagesHouse house, LocalBrowsers browsers) : PageLookTests(house, browsers), IClassFixture<PagesHouse>
{
    public static TheoryData<PageCase, PageLook> Pages { get; } = PageLook.Each(PageCase.Check);

    [Theory]
    [MemberData(nameof(Pages), DisableDiscoveryEnumeration = true)]
    public Task A_check_says_its_sentence_and_is_accessible_narrow_and_quiet(PageCase page, PageLook look) => LookAtAsync(page, look);
}

/// <summary>The page with a support code, which comes of a form.</summary>
public sealed class HelpPageLookTests(PagesHouse house, LocalBrowsers browsers) : IClassFixture<PagesHouse>
{
    public static TheoryData<PageLook> Looks { get; } = [.. PageLook.All];

    [Theory]
    [MemberData(nameof(Looks), DisableDiscoveryEnumeration = true)]
    public async Task A_support_code_is_large_accessible_narrow_and_quiet(PageLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        await using var context = await (await browsers.ChromiumShellAsync()).NewContextAsync(look.Options(OldBrowsers.FacebookOnAndroid));
        var watch = await PageWatch.StartAsync(context);
        var url = house.UrlOf(Site.Meetings);
        await watch.Page.GotoAsync(url + "/-/help");
        // What the scripts of other pages would have filled in.
        await watch.Page.EvaluateAsync("""
            () => {
              document.querySelector('[name=probes]').value = 'Secure.1-PeerConnection.1-MediaDevices.0-DisplayMedia.0-WebSocket.1-Touch.1';
              document.querySelector('[name=device]').value = 'Camera.d-Microphone.0-Socket.1-Udp.0-Tls.1';
            }
            """);

        await watch.Page.ClickAsync("main button");
        await Assertions.Expect(watch.Page.Locator("h1")).ToHaveTextAsync(look.IsGerman ? "Das ist Ihr Hilfe-Code." : "This is your support code.");
        await Pictures.KeepAsync(watch.Page, $"help-code-{look}");
        if (!look.IsPhone)
            await watch.ShouldBeUsableByKeyboardAsync();
        await watch.ShouldBeAccessibleAsync();
        await watch.ShouldFitAsync(look.IsPhone);

        await watch.Page.ClickAsync("main button");
        await Assertions.Expect(watch.Page.Locator("h1")).ToHaveTextAsync(look.IsGerman ? "Ihr Hilfe-Code ist gelöscht." : "Your support code is deleted.");
        await Pictures.KeepAsync(watch.Page, $"help-deleted-{look}");
        await watch.ShouldBeAccessibleAsync();
        watch.ShouldBeQuiet(new Uri(url).Authority);
    }
}
