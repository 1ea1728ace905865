using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>A browser that really has no WebRTC.</summary>
public sealed class WebKitTests(PagesHouse house) : IClassFixture<PagesHouse>
{
    [Fact]
    public async Task A_browser_without_WebRTC_is_told_so_and_is_not_let_in()
    {
        await using var webKit = await WebKit.StartAsync();
        await webKit.OpenAsync(house.UrlOf(Site.Meetings) + "/?lang=de");
        (await webKit.RunAsync("return typeof RTCPeerConnection")).Should().Be("undefined");

        await webKit.TypeAsync("#room", "Plenum\uE007"); // the key Enter

        // Its name alone leaves it open; its own script finds out.
        (await TextOnceAsync(webKit, "h1", "Dieser Browser kann keine Video-Treffen.")).Should().BeTrue();
        (await webKit.UrlAsync()).Should().EndWith("/plenum");
        (await webKit.RunAsync("return String(document.querySelectorAll('button[value=on]').length)")).Should().Be("0");
        (await webKit.RunAsync("return document.querySelector('.acts a').textContent")).Should().Be("Firefox holen");
    }

    /// <summary>Waits until there is such an element that begins with that text. A command during a navigation may find the old page or none.</summary>
    private static async Task<bool> TextOnceAsync(WebKit webKit, string selector, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!limit.IsCancellationRequested)
        {
            try
            {
                if ((await webKit.TextAsync(selector)).StartsWith(text, StringComparison.Ordinal))
                    return true;
            }
            catch (InvalidOperationException)
            {
                // Not there yet.
            }
        }

        return false;
    }
}
