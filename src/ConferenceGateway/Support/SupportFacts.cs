using System.Globalization;
using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;

namespace ConferenceGateway.Support;

/// <summary>
/// What is kept under a code, line by line: the member's page and the admin's show the same, so that a member sees exactly
/// what will be read. The times stand beside it.
/// </summary>
internal static class SupportFacts
{
    /// <summary>All of it but the times; label and value.</summary>
    public static IEnumerable<(Text Label, Text Value)> Of(SupportEntry entry)
    {
        var browser = entry.Browser;
        yield return (SupportTexts.Verdict, entry.Said);
        yield return (SupportTexts.Decided, entry.Rule == 0
            ? new($"keine Regel; Fassung {entry.PolicyVersion} der Browser-Regeln", $"no rule; version {entry.PolicyVersion} of the browser policy")
            : new($"Regel {entry.Rule} in Fassung {entry.PolicyVersion} der Browser-Regeln", $"rule {entry.Rule} in version {entry.PolicyVersion} of the browser policy"));
        yield return (SupportTexts.Browser, Named(browser.Brand, browser.BrandMajor));
        yield return (SupportTexts.Engine, Named(browser.Engine is Engine.Unknown or Engine.Scriptless ? null : browser.Engine.ToString(), browser.EngineMajor));
        yield return (SupportTexts.Device, SupportTexts.System(browser));
        yield return (SupportTexts.App, !browser.IsInApp ? SupportTexts.No : browser.App is { } app ? Text.Same(app) : SupportTexts.SomeApp);
        yield return (SupportTexts.Probes, Probes(entry.Probes));
        yield return (SupportTexts.DeviceTest, Devices(entry.Devices));
        yield return (SupportTexts.Server, entry.Shard is { } shard ? Text.Same(shard) : SupportTexts.NoRoom);
    }

    private static Text Named(string? name, int major) => name is null
        ? SupportTexts.Unknown
        : Text.Same(major > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name} {major}") : name);

    private static Text Probes(string? field)
    {
        if (ProbeReport.Parse(field) is not { } report)
            return SupportTexts.NoScript;
        var (found, missing) = (Those(ProbeResult.Found), Those(ProbeResult.Missing));
        var parts = new[]
        {
            missing.Count == 0 ? null : Listed(SupportTexts.IsMissing, missing),
            found.Count == 0 ? null : Listed(SupportTexts.IsThere, found),
            report.HasTouch ? SupportTexts.Touch : null,
        }.OfType<Text>().ToList();
        return parts.Count == 0 ? SupportTexts.Unknown : Joined(parts, " ");

        List<Text> Those(ProbeResult result) => [.. Enum.GetValues<Probe>().Where(probe => report[probe] == result).Select(SupportTexts.Of)];
    }

    private static Text Devices(string? field)
    {
        if (DeviceSummary.Parse(field) is not { } summary)
            return SupportTexts.NotTested;
        var parts = Enum.GetValues<DeviceResult>().OrderByDescending(result => result is DeviceResult.Fails or DeviceResult.Refused).Where(result => result != DeviceResult.Unknown)
            .Select(result => (result, parts: Enum.GetValues<DevicePart>().Where(part => summary[part] == result).Select(SupportTexts.Of).ToList()))
            .Where(one => one.parts.Count > 0).Select(one => Listed(SupportTexts.Of(one.result), one.parts)).ToList();
        return parts.Count == 0 ? SupportTexts.Unknown : Joined(parts, " ");
    }

    private static Text Listed(Text head, List<Text> items)
    {
        var list = Joined(items, ", ");
        return new($"{head.German}: {list.German}.", $"{head.English}: {list.English}.");
    }

    private static Text Joined(List<Text> parts, string between) =>
        new(string.Join(between, parts.Select(part => part.German)), string.Join(between, parts.Select(part => part.English)));
}
