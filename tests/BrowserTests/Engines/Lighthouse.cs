using System.Diagnostics;
using System.Text.Json;
using AwesomeAssertions;
using Xunit;

namespace ConferenceGateway.BrowserTests.Engines;

/// <summary>Lighthouse with Debian's Chromium, as on a phone.</summary>
internal static class Lighthouse
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>How accessible a page is, from 0 to 1.</summary>
    /// <param name="url">The page, which must not lead elsewhere.</param>
    /// <param name="headers">What is sent along, such as a cookie or a language.</param>
    public static async Task<double> AccessibilityAsync(string url, params (string Name, string Value)[] headers)
    {
        var tool = Path.Combine(ToolsFolder(), "node_modules", "lighthouse", "cli", "index.js");
        Assert.SkipUnless(File.Exists(tool), "Lighthouse is missing: npm ci --prefix tests/BrowserTests/tools");
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is missing: apt-get install chromium");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                tool, url, "--only-categories=accessibility", "--output=json", "--quiet",
                "--chrome-flags=--headless=new --no-sandbox", "--max-wait-for-load=30000",
                "--extra-headers=" + JsonSerializer.Serialize(headers.ToDictionary(header => header.Name, header => header.Value)),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CHROME_PATH"] = Chromium, ["CI"] = "1" },
        };

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(limit.Token);
            var report = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.Should().Be(0, await complaints);
            using var json = JsonDocument.Parse(report);
            json.RootElement.GetProperty("finalDisplayedUrl").GetString().Should().Be(url);
            var lost = json.RootElement.GetProperty("audits").EnumerateObject()
                .Where(audit => audit.Value.GetProperty("score") is { ValueKind: JsonValueKind.Number } score && score.GetDouble() < 1)
                .Select(audit => audit.Name);
            TestContext.Current.TestOutputHelper?.WriteLine($"{url}: {string.Join(", ", lost)}");
            return json.RootElement.GetProperty("categories").GetProperty("accessibility").GetProperty("score").GetDouble();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string ToolsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConferenceGateway.sln")) && !Directory.Exists(Path.Combine(folder.FullName, "tests", "BrowserTests", "tools")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "", "tests", "BrowserTests", "tools");
    }
}
