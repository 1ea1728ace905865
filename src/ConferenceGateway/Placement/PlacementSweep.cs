using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>Every few seconds: silent BOSH sessions and closed ones are forgotten, empty rooms released, unwritten placements written.</summary>
internal sealed class PlacementSweep(PlacementBook placements, FleetNow fleet, BoshSessions sessions, Resumptions resumptions, TimeProvider time) : BackgroundService
{
    /// <summary>Time between two sweeps.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                sessions.Sweep();
                resumptions.Sweep();
                await placements.SweepAsync(fleet());
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends, or never started.
        }
    }
}
