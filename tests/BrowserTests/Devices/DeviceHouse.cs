using ConferenceGateway.BrowserTests.Houses;
using ConferenceGateway.Lab;
using Microsoft.Playwright;
using Xunit;

namespace ConferenceGateway.BrowserTests.Devices;

/// <summary>A gateway without servers for picture and sound; most of the test needs none.</summary>
public sealed class DeviceHouse : IAsyncLifetime
{
    private LabShard _shard = null!;
    private LocalGateway _gateway = null!;

    /// <summary>Where the device test is.</summary>
    public string Url => _gateway.MeetingUrl + "/-/check/device";

    internal LocalGateway Gateway => _gateway;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _shard = await LabShard.StartAsync(new LabShardOptions { Name = "alpha" });
        _gateway = await LocalGateway.StartAsync(_shard);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shard.DisposeAsync();
    }
}

/// <summary>What the tests do on the page.</summary>
internal static class DevicePageSteps
{
    /// <summary>
    /// Opens it and gives it all the time that a busy machine may take for what is only slow: such a machine's microphone
    /// is not silent, nor its picture black, nor its way closed. What shall come too late says a test with <see cref="LimitAsync"/>.
    /// </summary>
    public static async Task OpenDeviceTestAsync(this IPage page, string url)
    {
        await page.GotoAsync(url);
        foreach (var limit in new[] { "wait", "quiet", "dark", "net", "slow", "stun", "udp", "tcp", "tls" })
            await page.LimitAsync(limit, 60_000);
    }

    /// <summary>Sets one of the page's limits of time.</summary>
    public static Task LimitAsync(this IPage page, string limit, int milliseconds) =>
        page.EvaluateAsync("([name, value]) => document.getElementById('device').setAttribute('data-' + name, value)", new object[] { limit, milliseconds });

    /// <summary>Starts the test by a click and waits for its verdict: ready, limits or cannot.</summary>
    public static async Task<string> TestAsync(this IPage page)
    {
        await page.ClickAsync("#start");
        return await page.VerdictAsync();
    }

    /// <summary>Waits for the verdict.</summary>
    public static async Task<string> VerdictAsync(this IPage page)
    {
        await page.Locator("#device[data-result]").WaitForAsync(new() { Timeout = 120_000 });
        return (await page.Locator("#device").GetAttributeAsync("data-result"))!;
    }

    /// <summary>The word behind a row of the page.</summary>
    public static async Task<string> TagAsync(this IPage page, string row) => (await page.Locator($"#{row} .tag").TextContentAsync())!;

    public static async Task<string> HeadAsync(this IPage page) => (await page.Locator("h1").TextContentAsync())!;
}
