using Microsoft.Playwright;

namespace ConferenceGateway.BrowserTests.Pages;

/// <summary>Pictures of what the tests see, for people: in the folder that <c>SCREENSHOTS</c> names, or none.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    public static bool AreWanted => Folder is not null;

    /// <summary>Keeps a picture of the whole page under that name.</summary>
    public static async Task KeepAsync(IPage page, string name, bool isWhole = true)
    {
        if (Folder is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = isWhole });
    }
}
