using ConferenceGateway.History;
using ConferenceGateway.Placement;

namespace ConferenceGateway.Settings;

/// <summary>Reads the sections <c>Placement</c> and <c>History</c>: what rooms are placed by.</summary>
internal static class PlacementReader
{
    /// <summary>The options; what is wrong is a fault, and the default stands in its place.</summary>
    public static PlacementOptions Read(IConfiguration configuration, SettingFaults faults)
    {
        var usual = new PlacementOptions();
        return new PlacementOptions
        {
            ExpectedPeople = configuration.ReadNumber("Placement:ExpectedPeople", usual.ExpectedPeople, 1, 1_000, faults),
            OnDraining = configuration.ReadChoice("Placement:OnDraining", usual.OnDraining, faults),
        };
    }

    /// <summary>The same for the history.</summary>
    public static HistoryOptions ReadHistory(IConfiguration configuration, SettingFaults faults) => new()
    {
        KeepDays = configuration.ReadNumber("History:KeepDays", new HistoryOptions().KeepDays, 1, 3_650, faults),
    };
}
