using System.Data.Common;

namespace ConferenceGateway.Storage;

/// <summary>
/// A job that lets go of what is kept no longer: at the start and then every hour. The database may be away; the next
/// hour does it then.
/// </summary>
internal abstract partial class HourlySweep(TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Time between two sweeps.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Sweeps once, and writes down how much went.</summary>
    public abstract Task SweepAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await SweepAsync(cancellation);
        }
        catch (DbException e) when (!cancellation.IsCancellationRequested)
        {
            Log.Away(logger, GetType().Name, Database.Explain(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(8000, LogLevel.Warning, "{Sweep} could not sweep, and tries again in an hour: {Reason}")]
        public static partial void Away(ILogger logger, string sweep, string reason);
    }
}
