using ConferenceGateway.Storage;

namespace ConferenceGateway.Notices;

/// <summary>Reads again what is announced: a copy of the database may have been brought back.</summary>
internal sealed class MaintenanceWatch(MaintenanceBook maintenances, TimeProvider time) : Rereading(Interval, time)
{
    /// <summary>Time between two readings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ReadAsync() => maintenances.ReadAgainAsync();
}
