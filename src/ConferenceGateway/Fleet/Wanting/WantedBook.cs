using System.Collections.Frozen;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Fleet.Wanting;

/// <summary>Keeps the published snapshot in step with what is wanted of the fleet.</summary>
internal sealed class WantedBook(WantedStore store, FleetView fleet, Database database) : KeptInStep(database)
{
    /// <inheritdoc/>
    protected override async Task ReadAsync() =>
        fleet.SetWanted((await store.AllAsync()).ToFrozenDictionary(row => row.Node, row => row.ToWanted(), StringComparer.Ordinal));
}
