using ConferenceGateway.Browsers.Help;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>Support</c>.</summary>
internal static class SupportReader
{
    /// <summary>The options; what is wrong is a fault, and the default stands in its place.</summary>
    public static HelpOptions Read(IConfiguration configuration, SettingFaults faults) => new()
    {
        Keep = TimeSpan.FromDays(configuration.ReadNumber("Support:KeepDays", new HelpOptions().KeepDays, 1, 90, faults)),
    };
}
