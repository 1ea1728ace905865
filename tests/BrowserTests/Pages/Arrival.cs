using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>
/// Waits for the address itself and not for an event of the way there: a page that is quicker than the waiting begins has
/// no event left, and a test that waits for one ends in a time-out.
/// </summary>
internal static class Arrival
{
    /// <summary>Waits until the page stands at the address and all of it is there; <c>*</c> stands for anything.</summary>
    public static async Task ArriveAsync(this IPage page, string url)
    {
        var pattern = new Regex($"^{Regex.Escape(url).Replace("\\*", ".*", StringComparison.Ordinal)}$");
        await Assertions.Expect(page).ToHaveURLAsync(pattern, new() { Timeout = 60_000 });
        await page.WaitForFunctionAsync("document.readyState === 'complete'");
    }

    /// <summary>Waits until the check's script has shown what its probes found: nothing moves any more.</summary>
    public static Task ProbedAsync(this IPage page) => Assertions.Expect(page.Locator("#checked .tag")).Not.ToHaveCountAsync(1);
}
