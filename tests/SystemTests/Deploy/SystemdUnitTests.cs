using System.Globalization;
using System.Text.RegularExpressions;
using AwesomeAssertions;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.SystemTests.Deploy;

public sealed partial class SystemdUnitTests : IDisposable
{
    /// <summary>docs/install-debian.md says it too.</summary>
    private const double ExposureBound = 1.7;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unit-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Systemd_has_no_complaints_about_the_unit() =>
        (await AnalyzeAsync("verify", "--man=no")).Trim().Should().BeEmpty();

    [Fact]
    public async Task The_unit_exposes_little()
    {
        var output = await AnalyzeAsync("security", "--offline=true", "--no-pager");

        var exposure = double.Parse(Exposure().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        exposure.Should().BeLessThanOrEqualTo(ExposureBound, output);
    }

    [Fact]
    public void The_unit_gives_the_gateway_more_time_to_end_than_it_takes_itself()
    {
        const int StopLimitSeconds = 30;
        int.Parse(Value("TimeoutStopSec"), CultureInfo.InvariantCulture).Should().BeGreaterThan(StopLimitSeconds);
        int.Parse(Value("LimitNOFILE"), CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(65536);
        Value("Type").Should().Be("notify");
    }

    [Fact]
    public void The_page_tells_the_exposure() =>
        File.ReadAllText(Path.Combine(DeployFiles.Root, "docs", "install-debian.md"))
            .Should().Contain(ExposureBound.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Value(string key) => Regex.Match(DeployFiles.Read("systemd/conference-gateway.service"), $"(?m)^{key}=(.+)$").Groups[1].Value;

    private async Task<string> AnalyzeAsync(params string[] arguments)
    {
        Assert.SkipWhen(Installed.Find("systemd-analyze") is null, "systemd-analyze is missing: apt-get install systemd");
        // The program is not installed on the machine of a test, and a missing one is the only complaint there would be.
        var unit = Path.Combine(_folder.FullName, "conference-gateway.service");
        await File.WriteAllTextAsync(unit, DeployFiles.Read("systemd/conference-gateway.service", ("ExecStart=/opt/conference-gateway/ConferenceGateway", "ExecStart=/bin/true")), Cancel);
        return await Command.MustRunAsync(["systemd-analyze", .. arguments, unit], Cancel);
    }

    [GeneratedRegex(@"Overall exposure level for conference-gateway\.service: ([0-9.]+)")]
    private static partial Regex Exposure();
}
