using AwesomeAssertions;
using ConferenceGateway.BrowserTests.Engines;
using Xunit;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>A browser that really has no WebRTC.</summary>
public sealed class WebKitTests(PagesHouse house) : IClassFixture<PagesHouse>
{
    [Fact]
    public async Task A_browser_without_WebRTC_is_warned_and_may_go_in_all_the_same()
    {
        await using var webKit = await WebKit.StartAsync();
        await webKit.OpenAsync(house.UrlOf(Site.Meetings) + "/?lang=de");
        (await webKit.RunAsync("return typeof RTCPeerConnection")).Should().Be("undefined");

        await webKit.TypeAsync("#room", "Plenum\uE007"); // the key Enter
        (await TextOnceAsync(webKit, "h1", "Sie können teilnehmen, aber Bild und Ton gehen hier nicht immer.")).Should().BeTrue();
        await webKit.ClickAsync("button[name=go]");

        (await TextOnceAsync(webKit, "#status", "")).Should().BeTrue("the meeting's page has come");
        (await webKit.UrlAsync()).Should().EndWith("/plenum");
        (await webKit.RunAsync("return document.querySelector('meta[name=lab-shard]').content")).Should().Be("alpha");
        (await webKit.RunAsyncScriptAsync("""
            const done = arguments[arguments.length - 1];
            const look = () => document.body.dataset.state === 'joined' ? done('joined') : requestAnimationFrame(look);
            look();
            """)).Should().Be("joined");
    }

    /// <summary>Waits until there is such an element that begins with that text. A command during a navigation may find the old page or none.</summary>
    private static async Task<bool> TextOnceAsync(WebKit webKit, string selector, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
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
