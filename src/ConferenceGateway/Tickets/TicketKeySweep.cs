using ConferenceGateway.Storage;

namespace ConferenceGateway.Tickets;

/// <summary>Sees to it that a key which has grown old signs no longer.</summary>
internal sealed class TicketKeySweep(TicketKeys keys, TimeProvider time, ILogger<TicketKeySweep> logger) : HourlySweep(time, logger)
{
    /// <inheritdoc/>
    public override Task SweepAsync(CancellationToken cancellation) => keys.RotateAsync(cancellation);
}
