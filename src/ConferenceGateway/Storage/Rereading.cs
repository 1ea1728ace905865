using System.Data.Common;

namespace ConferenceGateway.Storage;

/// <summary>
/// Reads again and again what the database has and memory answers from: another process may have changed it. The database
/// may be away; what was known stays in force then.
/// </summary>
internal abstract class Rereading(TimeSpan interval, TimeProvider time) : BackgroundService
{
    /// <summary>Reads once.</summary>
    protected abstract Task ReadAsync();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task TryAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (DbException)
        {
            // Whoever writes is told; here the next time does it.
        }
    }
}
