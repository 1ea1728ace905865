using ConferenceGateway.Browsers.Check;

namespace ConferenceGateway.Tests.Browsers.Check;

/// <summary>What the page's script may have found.</summary>
internal static class Reports
{
    /// <summary>A browser that has everything, but for what is named.</summary>
    public static string Without(params Probe[] missing) =>
        string.Join('-', Enum.GetValues<Probe>().Select(probe => $"{probe}.{(missing.Contains(probe) ? '0' : '1')}"));

    public static ProbeReport Of(string field) => ProbeReport.Parse(field) ?? throw new ArgumentException("Not a report.", nameof(field));
}
