using ConferenceGateway.Storage;

namespace ConferenceGateway.Browsers.Visits;

/// <summary>Lets go of days that the dry run does not look at any more.</summary>
internal sealed class VisitSweep(VisitStore store, TimeProvider time, ILogger<VisitSweep> logger) : HourlySweep(time, logger)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public override Task SweepAsync(CancellationToken cancellation) =>
        store.LetGoAsync(DateOnly.FromDateTime(_time.GetLocalNow().DateTime), _time, cancellation);
}
