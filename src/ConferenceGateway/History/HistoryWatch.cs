using ConferenceGateway.Connections;

namespace ConferenceGateway.History;

/// <summary>Every few seconds: writes down the meetings that are over.</summary>
internal sealed class HistoryWatch(MeetingHistory history, ConnectionTable connections, TimeProvider time) : BackgroundService
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Looks once.</summary>
    public async Task LookAsync()
    {
        foreach (var meeting in connections.TakeOver())
            history.Record(meeting);
        await history.WriteAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }
}
