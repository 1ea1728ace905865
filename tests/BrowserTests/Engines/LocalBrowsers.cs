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
    private const string ChromiumShell = "/usr/bin/chromium-headless-shell";
    private const string Firefox = "/usr/bin/firefox-esr";

    // Milliseconds. Firefox has taken sixteen seconds on a busy machine.
    private const float StartLimit = 120_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private IBrowser? _chromiumShell;
    private IBrowser? _firefox;

    // A machine that builds beside the tests has kept a page waiting for more than Playwright's five seconds.
    static LocalBrowsers() => Assertions.SetDefaultExpectTimeout(60_000);

    /// <summary>Chromium with a camera that shows a moving picture and a microphone that beeps.</summary>
    public Task<IBrowser> ChromiumAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is missing: apt-get install chromium");
        return StartedAsync(() => _chromium, browser => _chromium = browser, playwright => LaunchChromiumAsync(playwright, Chromium));
    }

    /// <summary>
    /// Chromium without windows and toolbars of its own, for the hundreds of looks at pages; whole Chromium starts some
    /// processes for those with every page. Where it is missing, whole Chromium does it.
    /// </summary>
    public Task<IBrowser> ChromiumShellAsync() => File.Exists(ChromiumShell)
        ? StartedAsync(() => _chromiumShell, browser => _chromiumShell = browser, playwright => LaunchChromiumAsync(playwright, ChromiumShell))
        : ChromiumAsync();

    /// <summary>Firefox with a camera of changing colours and a microphone that hums.</summary>
    public Task<IBrowser> FirefoxAsync()
    {
        Assert.SkipUnless(File.Exists(Firefox), "Firefox is missing: apt-get install firefox-esr");
        return StartedAsync(() => _firefox, browser => _firefox = browser, playwright => LaunchFirefoxAsync(playwright, []));
    }

    /// <summary>A Chromium of one's own whose camera shows this film (Y4M or MJPEG); whoever asks closes it.</summary>
    public Task<IBrowser> ChromiumWithFilmAsync(string film) => OwnChromiumAsync($"--use-file-for-fake-video-capture={film}");

    /// <summary>A Chromium of one's own with more arguments; whoever asks closes it.</summary>
    public Task<IBrowser> OwnChromiumAsync(params string[] more)
    {
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is missing: apt-get install chromium");
        return OwnAsync(playwright => LaunchChromiumAsync(playwright, Chromium, more));
    }

    /// <summary>A Firefox of one's own with these settings over the usual ones; whoever asks closes it.</summary>
    public Task<IBrowser> OwnFirefoxAsync(params IEnumerable<(string Name, object Value)> settings)
    {
        Assert.SkipUnless(File.Exists(Firefox), "Firefox is missing: apt-get install firefox-esr");
        return OwnAsync(playwright => LaunchFirefoxAsync(playwright, settings));
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.CloseAsync();
        if (_chromiumShell is not null)
            await _chromiumShell.CloseAsync();
        if (_firefox is not null)
            await _firefox.CloseAsync();
        _playwright?.Dispose();
        _turn.Dispose();
    }

    private static Task<IBrowser> LaunchChromiumAsync(IPlaywright playwright, string path, params string[] more) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path,
        Headless = true,
        Timeout = StartLimit,
        // Chromium's sandbox refuses to run as root; everything it opens here is ours.
        Args = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", .. more],
    });

    private static Task<IBrowser> LaunchFirefoxAsync(IPlaywright playwright, IEnumerable<(string Name, object Value)> settings)
    {
        var all = new Dictionary<string, object>
        {
            ["media.navigator.streams.fake"] = true,
            ["media.navigator.permission.disabled"] = true,
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return playwright.Firefox.LaunchAsync(new()
        {
            // Debian's Firefox speaks WebDriver BiDi; Playwright's own protocol needs Playwright's own build.
            Channel = "moz-firefox",
            ExecutablePath = Firefox,
            Headless = true,
            Timeout = StartLimit,
            FirefoxUserPrefs = all,
        });
    }

    private async Task<IBrowser> OwnAsync(Func<IPlaywright, Task<IBrowser>> launch)
    {
        await _turn.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return await launch(_playwright);
        }
        finally
        {
            _turn.Release();
        }
    }

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
