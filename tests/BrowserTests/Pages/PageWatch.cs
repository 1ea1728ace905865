using AwesomeAssertions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Watches a page from its first request on: what it asks for, what the browser complains about.</summary>
internal sealed class PageWatch
{
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    private PageWatch(IPage page)
    {
        Page = page;
        page.Request += (_, request) => _requests.Add(request.Url);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // That a page of a problem has a problem's status is no fault of the page.
            var isOwnStatus = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(page.Url, StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isOwnStatus)
                _complaints.Add(message.Text);
        };
    }

    public IPage Page { get; }

    public static async Task<PageWatch> StartAsync(IBrowserContext context) => new(await context.NewPageAsync());

    /// <summary>Every request went to this host, and the browser complained about nothing.</summary>
    public void ShouldBeQuiet(string authority)
    {
        _requests.Should().NotBeEmpty().And.OnlyContain(url => new Uri(url).Authority == authority, "no page asks anybody else");
        _complaints.Should().BeEmpty();
    }

    /// <summary>Nothing that axe knows is wrong, with all folds open: that is all of the page, and once is half the time of twice.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        await OpenFoldsAsync();
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        result.Violations
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} ({violation.Help})"))
            .Should().BeEmpty("the page must be accessible");
    }

    /// <summary>Opens what is folded.</summary>
    public Task OpenFoldsAsync() => Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((fold) => fold.open = true)");

    /// <summary>Nobody has to move the page sideways, on the narrowest phones too.</summary>
    public async Task ShouldFitAsync(bool isPhone)
    {
        await ShouldFitNowAsync();
        if (!isPhone)
            return;
        await Page.SetViewportSizeAsync(320, 740);
        await ShouldFitNowAsync();
    }

    /// <summary>Tab goes to everything that can be used, in the order in which it stands there, the skip link first.</summary>
    public async Task ShouldBeUsableByKeyboardAsync(bool hasSkipLink = true)
    {
        var usable = await Page.EvaluateAsync<string[]>("""
            () => {
              const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                .filter((one) => !one.disabled && one.tabIndex >= 0 && (one.type !== 'radio' || one.checked) && (one.className === 'skip' || one.checkVisibility()));
              all.forEach((one, index) => one.dataset.stop = `${index} ${one.tagName} ${one.className}`);
              return all.map((one) => one.dataset.stop);
            }
            """);
        var reached = new List<string>();
        // Day, month, year and calendar of a date are stops of their own.
        for (var press = 0; press < usable.Length * 2 && reached.Count < usable.Length; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var stop = await Page.EvaluateAsync<string>("() => document.activeElement.dataset.stop ?? document.activeElement.tagName");
            if (reached.Count == 0 || reached[^1] != stop)
                reached.Add(stop);
        }

        reached.Should().Equal(usable);
        if (hasSkipLink)
            usable[0].Should().EndWith("A skip");
    }

    private async Task ShouldFitNowAsync()
    {
        var width = await Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, innerWidth]");
        width[0].Should().BeLessThanOrEqualTo(width[1], "the page must fit a width of {0}", width[1]);
    }
}
