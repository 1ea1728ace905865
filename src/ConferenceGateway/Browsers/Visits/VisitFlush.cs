using System.Data.Common;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Browsers.Visits;

/// <summary>Writes counted visits every minute and at the end. While the database is away they wait in memory.</summary>
internal sealed partial class VisitFlush(VisitBook book, VisitStore store, TimeProvider time, ILogger<VisitFlush> logger) : BackgroundService
{
    /// <summary>Time between two writings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private bool _isAway;

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync()
    {
        var taken = book.Take();
        try
        {
            await store.AddAsync(taken);
            _isAway = false;
        }
        catch (DbException e)
        {
            book.PutBack(taken);
            if (!_isAway)
                Log.Away(logger, Database.Explain(e));
            _isAway = true;
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            await RememberAsync();
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task RememberAsync()
    {
        try
        {
            var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
            book.Remember(today, await store.KeysAsync(today));
        }
        catch (DbException)
        {
            // Then this day may get some rows more.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7010, LogLevel.Warning, "Counts of visits cannot be written, and wait in memory: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}
