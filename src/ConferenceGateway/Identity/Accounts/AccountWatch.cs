using System.Data.Common;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>
/// Reads every few seconds which accounts may sign in: the command line is another process, and whoever it disables is
/// to lose their connections too.
/// </summary>
internal sealed class AccountWatch(ActiveAccounts accounts, TimeProvider time) : BackgroundService
{
    /// <summary>Time between two readings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

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
            await accounts.ReadAgainAsync();
        }
        catch (DbException)
        {
            // What was known stays.
        }
    }
}
