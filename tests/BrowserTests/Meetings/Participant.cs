using Microsoft.Playwright;

namespace ConferenceGateway.BrowserTests.Meetings;

/// <summary>One person at the Lab's meeting page, in a browser context of their own.</summary>
internal sealed class Participant : IAsyncDisposable
{
    // A moment of a running call: pictures are decoded, and sound, not silence, is played. The page itself waits, picture
    // by picture, because getStats answers later.
    private const string Flow = """
        async ({ count, earlier, limit }) => {
          const since = JSON.parse(earlier);
          for (const end = performance.now() + limit; ;) {
            const peers = await window.labPeers?.() ?? [];
            const flowing = peers.filter((peer) => {
              const before = since.find((one) => one.nick === peer.nick) ?? { frames: 0, samples: 0, energy: 0 };
              return peer.frames >= before.frames + 8 && peer.samples >= before.samples + 4800 && peer.energy > before.energy;
            });
            if (flowing.length === count && peers.length === count) return JSON.stringify(peers);
            if (performance.now() > end) throw new Error(`In ${limit} ms only this came: ${JSON.stringify(peers)}`);
            await new Promise(requestAnimationFrame);
          }
        }
        """;

    private static readonly TimeSpan FlowLimit = TimeSpan.FromSeconds(60);

    // What stands in the tile is looked at too: decoded frames could be black, or never be shown.
    private const string ShowsPictures = """
        (count) => {
          const canvas = document.createElement('canvas');
          const context = canvas.getContext('2d');
          canvas.width = canvas.height = 16;
          const shown = [...document.querySelectorAll('.tile.live video[data-peer]')].filter((video) => {
            if (!video.videoWidth || video.paused || video.muted) return false;
            context.drawImage(video, 0, 0, 16, 16);
            return context.getImageData(0, 0, 16, 16).data.some((value, index) => index % 4 !== 3 && value > 40);
          });
          return shown.length === count;
        }
        """;

    private readonly IBrowserContext _context;

    private Participant(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Opens a meeting link.</summary>
    public static async Task<Participant> OpenAsync(IBrowser browser, string link, BrowserNewContextOptions? options = null)
    {
        var context = await browser.NewContextAsync(options);
        var page = await context.NewPageAsync();
        await page.GotoAsync(link);
        return new Participant(context, page);
    }

    /// <summary>The shard that served the page.</summary>
    public async Task<string> ShardAsync() => await Page.Locator("meta[name=lab-shard]").GetAttributeAsync("content") ?? "";

    /// <summary>Ends when so many others are here.</summary>
    public Task WaitForOthersAsync(int count) => Page.WaitForFunctionAsync(
        "(count) => document.body.dataset.state === 'joined' && document.body.dataset.peers === String(count)", count);

    /// <summary>Ends when picture and sound come from so many others, and go on coming, and the pictures can be seen.</summary>
    public async Task WaitUntilSeesAndHearsAsync(int count)
    {
        var first = await FlowAsync(count, "[]");
        await FlowAsync(count, first);
        await Page.WaitForFunctionAsync(ShowsPictures, count);
    }

    /// <summary>The tiles of the others.</summary>
    public ILocator Tiles => Page.Locator(".tile:not(.own)");

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    private Task<string> FlowAsync(int count, string earlier) =>
        Page.EvaluateAsync<string>(Flow, new { count, earlier, limit = FlowLimit.TotalMilliseconds });
}
