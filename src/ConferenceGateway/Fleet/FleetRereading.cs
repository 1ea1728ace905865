using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Fleet.Wanting;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Fleet;

/// <summary>Reads again what is wanted of the fleet and what was changed in it: a command on the machine, or a copy that was brought back, may have written it.</summary>
internal sealed class FleetRereading(WantedBook wanted, NodesBook nodes, TimeProvider time) : Rereading(TimeSpan.FromSeconds(5), time)
{
    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        await wanted.ReadAgainAsync();
        await nodes.ReadAgainAsync(always: false);
    }
}
