using ConferenceGateway.Connections;
using ConferenceGateway.Notices;

namespace ConferenceGateway.Upkeep.Closing;

/// <summary>
/// Ends what is open when the house closes: gently, so that nobody stays behind in a meeting as a shadow. Whoever asks
/// again reads until when; that is the placing's.
/// </summary>
internal sealed partial class ClosingRunner(MaintenanceBook maintenances, ConnectionTable connections, TimeProvider time, ILogger<ClosingRunner> logger) : BackgroundService
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Looks once.</summary>
    public void Look()
    {
        // At every look: who was let in at the very moment goes too.
        if (maintenances.Now is { Kind: MaintenanceKind.Closed } && connections.SendAllAway() is > 0 and var count)
            Log.Closed(logger, count);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4110, LogLevel.Information, "Closed for maintenance: {Count} connections end")]
        public static partial void Closed(ILogger logger, int count);
    }
}
