using System.Data.Common;

namespace ConferenceGateway.Browsers.Policy;

/// <summary>Reads the policy again every minute: a copy of the database may have been brought back, with another one in it.</summary>
internal sealed class PolicyWatch(PolicyBook book, TimeProvider time) : BackgroundService
{
    /// <summary>Time between two readings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
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
            await book.ReadAgainAsync();
        }
        catch (DbException)
        {
            // What is in force stays.
        }
    }
}
