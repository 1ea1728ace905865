using System.Diagnostics;
using System.Text.Json;
using AwesomeAssertions;
using ConferenceGateway.Portal;
using Xunit;

namespace ConferenceGateway.BrowserTests.Portal;

/// <summary>Lighthouse finds nothing to improve in how accessible the portal is.</summary>
public sealed class LighthouseTests(PortalHouse house) : IClassFixture<PortalHouse>
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task The_sign_in_page_has_all_points() => (await PointsAsync("/sign-in", null)).Should().Be(1);

    [Fact]
    public async Task The_page_of_accounts_has_all_points() => (await PointsAsync("/admin/accounts", Roles.Admin)).Should().Be(1);

    [Fact]
    public async Task The_page_of_the_audit_has_all_points() => (await PointsAsync("/admin/audit", Roles.Admin)).Should().Be(1);

    [Fact]
    public async Task The_admins_first_page_has_all_points() => (await PointsAsync("/admin", Roles.Admin)).Should().Be(1);

    private async Task<double> PointsAsync(string path, Roles? person)
    {
        var tool = Path.Combine(ToolsFolder(), "node_modules", "lighthouse", "cli", "index.js");
        Assert.SkipUnless(File.Exists(tool), "Lighthouse is missing: npm ci --prefix tests/BrowserTests/tools");
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is missing: apt-get install chromium");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                tool, house.PortalUrl + path, "--only-categories=accessibility", "--output=json", "--quiet",
                "--chrome-flags=--headless=new --no-sandbox", "--max-wait-for-load=30000",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CHROME_PATH"] = Chromium, ["CI"] = "1" },
        };
        if (person is { } role)
        {
            var (name, value) = await house.SessionCookieAsync(role);
            start.ArgumentList.Add("--extra-headers=" + JsonSerializer.Serialize(new Dictionary<string, string> { ["Cookie"] = $"{name}={value}" }));
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(limit.Token);
            var report = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.Should().Be(0, await complaints);
            using var json = JsonDocument.Parse(report);
            json.RootElement.GetProperty("finalDisplayedUrl").GetString().Should().EndWith(path);
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
