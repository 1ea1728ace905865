using ConferenceGateway.Audit;

namespace ConferenceGateway.Settings;

/// <summary>Reads the section <c>Audit</c>.</summary>
internal static class AuditReader
{
    /// <summary>The options; what is wrong is a fault, and the default stands in its place.</summary>
    public static AuditOptions Read(IConfiguration configuration, SettingFaults faults) => new()
    {
        Keep = TimeSpan.FromDays(configuration.ReadNumber("Audit:KeepDays", (int)new AuditOptions().Keep.TotalDays, 30, 3650, faults)),
    };
}
