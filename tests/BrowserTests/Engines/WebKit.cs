using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace ConferenceGateway.BrowserTests.Engines;

/// <summary>
/// Debian's WebKit by plain WebDriver: a real browser without WebRTC. It needs a screen, so an X server without one is
/// started beside it.
/// </summary>
internal sealed class WebKit : IAsyncDisposable
{
    private const string Driver = "/usr/bin/WebKitWebDriver";
    private const string Screen = "/usr/bin/Xvfb";
    private const string ElementKey = "element-6066-11e4-a52e-4f735466cecf";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    // A wrong command makes the driver hang; no command here takes longer than loading a page.
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(60);

    private readonly List<Process> _processes = [];
    private readonly HttpClient _client = new() { Timeout = CommandLimit };
    private string _session = "";

    private WebKit()
    {
    }

    public static async Task<WebKit> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Driver), "WebKit is missing: apt-get install webkit2gtk-driver");
        Assert.SkipUnless(File.Exists(Screen), "Xvfb is missing: apt-get install xvfb");
        var browser = Directory.EnumerateFiles("/usr/lib", "MiniBrowser", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 2 })
            .FirstOrDefault(path => path.Contains("webkit2gtk", StringComparison.Ordinal));
        Assert.SkipWhen(browser is null, "WebKit's MiniBrowser is missing: apt-get install webkit2gtk-driver");

        var webKit = new WebKit();
        try
        {
            await webKit.StartSessionAsync(browser);
            return webKit;
        }
        catch
        {
            await webKit.DisposeAsync();
            throw;
        }
    }

    public Task OpenAsync(string url) => SendAsync("url", new { url });

    public async Task<string> TextAsync(string selector) =>
        (await ReadAsync($"element/{await FindAsync(selector)}/text")).GetString() ?? "";

    public async Task ClickAsync(string selector) => await SendAsync($"element/{await FindAsync(selector)}/click", new { });

    public async Task TypeAsync(string selector, string text) => await SendAsync($"element/{await FindAsync(selector)}/value", new { text });

    public async Task<string> UrlAsync() => (await ReadAsync("url")).GetString() ?? "";

    /// <summary>The body of a function, run in the page; its answer must be a text.</summary>
    public async Task<string> RunAsync(string script) =>
        (await SendAsync("execute/sync", new { script, args = Array.Empty<object>() })).GetString() ?? "";

    /// <summary>
    /// The body of a function that calls its last argument with a text, now or later. The driver ends it after its own
    /// limit of 30 s.
    /// </summary>
    public async Task<string> RunAsyncScriptAsync(string script) =>
        (await SendAsync("execute/async", new { script, args = Array.Empty<object>() })).GetString() ?? "";

    public async ValueTask DisposeAsync()
    {
        if (_session.Length > 0)
        {
            try
            {
                using var answer = await _client.DeleteAsync(_session);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // The driver is ended below in any case.
            }
        }

        _client.Dispose();
        // The driver before its screen.
        foreach (var process in Enumerable.Reverse(_processes))
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task StartSessionAsync(string browser)
    {
        // -displayfd: the X server finds a free screen number itself and says it when it is ready.
        var screen = Start(Screen, ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        using var limit = new CancellationTokenSource(StartLimit);
        var display = await screen.StandardOutput.ReadLineAsync(limit.Token);
        var port = FreePort();
        var driver = Start(Driver, [$"--port={port}", "--host=127.0.0.1"], $":{display}");
        await WaitUntilListeningAsync(port, driver, limit.Token);

        var root = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/session");
        using var answer = await _client.PostAsJsonAsync(root, new Dictionary<string, object>
        {
            ["capabilities"] = new Dictionary<string, object>
            {
                ["alwaysMatch"] = new Dictionary<string, object>
                {
                    ["webkitgtk:browserOptions"] = new
                    {
                        binary = browser,
                        args = new[] { "--automation", "--enable-media-stream=true", "--enable-mock-capture-devices=true" },
                    },
                },
            },
        });
        var session = await ValueAsync(answer);
        _session = $"{root}/{session.GetProperty("sessionId").GetString()}";
    }

    private Process Start(string program, string[] arguments, string? display = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (display is not null)
            start.Environment["DISPLAY"] = display;
        // The browser's own sandbox refuses to run as root; everything it opens here is ours.
        start.Environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        _processes.Add(process);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<string> FindAsync(string selector)
    {
        var found = await SendAsync("element", new { @using = "css selector", value = selector });
        return found.GetProperty(ElementKey).GetString()!;
    }

    private async Task<JsonElement> SendAsync(string command, object body)
    {
        using var answer = await _client.PostAsJsonAsync($"{_session}/{command}", body);
        return await ValueAsync(answer);
    }

    private async Task<JsonElement> ReadAsync(string command)
    {
        using var answer = await _client.GetAsync($"{_session}/{command}");
        return await ValueAsync(answer);
    }

    private static async Task<JsonElement> ValueAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement.GetProperty("value").Clone()
            : throw new InvalidOperationException($"WebKit's driver answered {(int)answer.StatusCode}: {text}");
    }

    private static async Task WaitUntilListeningAsync(int port, Process driver, CancellationToken limit)
    {
        while (true)
        {
            if (driver.HasExited)
                throw new InvalidOperationException("WebKit's driver ended at once.");
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port, limit);
                return;
            }
            catch (SocketException)
            {
                // It tells nobody when it is ready, so it is asked again.
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
