using ConferenceGateway.Core;
using ConferenceGateway.Notices;
using ConferenceGateway.Placement;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Proxy;

/// <summary>Does a maintenance keep people out now? Claims are asked in the book itself, so that none slips through.</summary>
internal sealed class MaintenanceStep(MaintenanceBook maintenances, PlacementBook placements, TimeProvider time)
{
    /// <summary>Nobody meets now; null = the house is open.</summary>
    public Problem? IfClosed() => maintenances.Now is { Kind: MaintenanceKind.Closed } closed ? MaintenanceProblem.Of(closed, time) : null;

    /// <summary>No new room opens now, and this one would be new; null = it may open, or has.</summary>
    public Problem? IfNew(RoomName room) => maintenances.Now is { } maintenance && !placements.Has(room) ? MaintenanceProblem.Of(maintenance, time) : null;
}
