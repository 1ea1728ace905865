using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Engines;

/// <summary>
/// The browsers of this machine, each started when a test first wants it. A test that wants one that is not installed is
/// skipped and says what to install.
/// </summary>
public sealed class LocalBrowsers : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Firefox = "/usr/bin/firefox-esr";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private IBrowser? _firefox;

    /// <summary>Chromium with a camera that shows a moving picture and a microphone that beeps.</summary>
    public Task<IBrowser> ChromiumAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is missing: apt-get install chromium");
        return StartedAsync(() => _chromium, browser => _chromium = browser, playwright => LaunchChromiumAsync(playwright));
    }

    /// <summary>Firefox with a camera of changing colours and a microphone that hums.</summary>
    public Task<IBrowser> FirefoxAsync()
    {
        Assert.SkipUnless(File.Exists(Firefox), "Firefox is missing: apt-get install firefox-esr");
        return StartedAsync(() => _firefox, browser => _firefox = browser, playwright => LaunchFirefoxAsync(playwright, []));
    }

    /// <summary>A Firefox of one's own with one setting changed; whoever asks closes it.</summary>
    public async Task<IBrowser> FirefoxWithAsync(string setting, object value)
    {
        Assert.SkipUnless(File.Exists(Firefox), "Firefox is missing: apt-get install firefox-esr");
        await _turn.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return await LaunchFirefoxAsync(_playwright, new() { [setting] = value });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A Chromium of one's own whose camera shows this film (Y4M or MJPEG); whoever asks closes it.</summary>
    public async Task<IBrowser> ChromiumWithFilmAsync(string film)
    {
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is missing: apt-get install chromium");
        await _turn.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return await LaunchChromiumAsync(_playwright, $"--use-file-for-fake-video-capture={film}");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.CloseAsync();
        if (_firefox is not null)
            await _firefox.CloseAsync();
        _playwright?.Dispose();
        _turn.Dispose();
    }

    private static Task<IBrowser> LaunchFirefoxAsync(IPlaywright playwright, Dictionary<string, object> more) => playwright.Firefox.LaunchAsync(new()
    {
        // Debian's Firefox speaks WebDriver BiDi; Playwright's own protocol needs Playwright's own build.
        Channel = "moz-firefox",
        ExecutablePath = Firefox,
        Headless = true,
        FirefoxUserPrefs = new Dictionary<string, object>(more)
        {
            ["media.navigator.streams.fake"] = true,
            ["media.navigator.permission.disabled"] = true,
        },
    });

    private static Task<IBrowser> LaunchChromiumAsync(IPlaywright playwright, params string[] more) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Chromium,
        Headless = true,
        // Chromium's sandbox refuses to run as root; everything it opens here is ours.
        Args = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", .. more],
    });

    private async Task<IBrowser> StartedAsync(Func<IBrowser?> started, Action<IBrowser> keep, Func<IPlaywright, Task<IBrowser>> launch)
    {
        await _turn.WaitAsync();
        try
        {
            if (started() is { } running)
                return running;
            _playwright ??= await Playwright.CreateAsync();
            var browser = await launch(_playwright);
            keep(browser);
            return browser;
        }
        finally
        {
            _turn.Release();
        }
    }
}
