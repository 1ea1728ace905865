using System.Globalization;
using ConferenceGateway.Console;
using ConferenceGateway.Lab;
using ConferenceGateway.SelfTest;
using ConferenceGateway.Settings;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.SelfTest;

/// <summary>Runs the self-test on settings that a test makes, with short limits.</summary>
internal static class CheckFixture
{
    /// <summary>Two ports of this machine that nobody listens on, as MeetingUrl and PortalUrl.</summary>
    public static Dictionary<string, string?> Settings(DirectoryInfo folder, params IEnumerable<LabShard> shards)
    {
        var port = LoopbackPorts.NextPair();
        var settings = new Dictionary<string, string?>
        {
            ["MeetingUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["PortalUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port + 1}"),
            ["Storage:Path"] = Path.Combine(folder.FullName, "gateway.db"),
            ["Operator:Name"] = "Beispielverein",
            ["Operator:Contact"] = "hilfe@beispielverein.example",
        };
        foreach (var (key, value) in LabSettings.Of(shards))
            settings[key] = value;
        return settings;
    }

    /// <summary>A gateway with these settings, listening at its own MeetingUrl and PortalUrl.</summary>
    public static Task<TestGateway> StartGatewayAsync(IReadOnlyDictionary<string, string?> settings, params IEnumerable<LabShard> shards) =>
        TestGateway.StartAsync(new TestGatewayOptions
        {
            Settings = settings.Append(new("Urls", $"{settings["MeetingUrl"]};{settings["PortalUrl"]}")).Where(setting => setting.Key != "Storage:Path").ToDictionary(),
        }, shards);

    public static Task<Report> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] only) =>
        RunAsync(settings, start => start with { Only = [.. only] });

    /// <summary>Runs it. A minute is no limit of the self-test but the end of the test's patience.</summary>
    public static Task<Report> RunAsync(IReadOnlyDictionary<string, string?> settings, Func<SelfTestStart, SelfTestStart> change) =>
        SelfTestRun.RunAsync(change(new SelfTestStart
        {
            Gateway = new GatewayStart { IsAlone = true, Settings = settings },
            Silence = TimeSpan.FromSeconds(1),
        }), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>The findings with this code, worst first.</summary>
    public static IReadOnlyList<Finding> Of(this Report report, string code) =>
        [.. report.Findings.Where(finding => finding.Code == code).OrderByDescending(finding => finding.Severity)];

    /// <summary>What is wrong, for a failure's text.</summary>
    public static IReadOnlyList<string> Wrong(this Report report) =>
        [.. report.Findings.Where(finding => finding.Severity >= Severity.Warning).Select(finding => $"{finding.Severity} {finding.Code} {finding.Subject}: {finding.What}")];
}
