using Microsoft.Playwright;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>Looks for what a finger misses.</summary>
internal static class SmallTargets
{
    /// <summary>What can be pressed, is no link inside a sentence, and is too small for a finger.</summary>
    public static Task<string[]> OnAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
          .filter((one) => one.className !== 'skip' && one.checkVisibility())
          .filter((one) => !(one.tagName === 'A' && one.closest('p:not(.acts), dd, li small') && !one.matches('.btn, .tap, .foot a, .top a')))
          .map((one) => {
            const target = one.closest('label') ?? one;
            const box = target.getBoundingClientRect();
            return { one, box };
          })
          .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
          .map(({ one, box }) => `${one.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`)
        """);
}
