using System.Globalization;
using ConferenceGateway.Connections;
using ConferenceGateway.Fleet;
using Microsoft.Extensions.Hosting.Systemd;

namespace ConferenceGateway.Hosting.Systemd;

/// <summary>
/// Tells systemd, or whoever else set <c>NOTIFY_SOCKET</c>, how the gateway is: ready once it listens, stopping, alive
/// as long as it can answer, and one line for <c>systemctl status</c>. Started before the server and so ended after it,
/// it goes on while connections are being ended.
/// </summary>
internal sealed partial class SystemdWatchdog(
    ISystemdNotifier systemd, WatchdogRequest? request, LifeSign life, FleetView fleet, ConnectionTable connections,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SystemdWatchdog> logger) : BackgroundService
{
    /// <summary>How often the line is written anew where no watchdog asks.</summary>
    private static readonly TimeSpan StatusBeat = TimeSpan.FromSeconds(10);

    private PeriodicTimer? _beat;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!systemd.IsEnabled)
            return Task.CompletedTask;
        // Here and not in the loop, which begins at its own time: nothing may come before them.
        lifetime.ApplicationStarted.Register(() => Tell($"READY=1\n{Status()}"));
        lifetime.ApplicationStopping.Register(() => Tell("STOPPING=1\nSTATUS=Stopping"));
        _beat = new PeriodicTimer(request?.Beat ?? StatusBeat, time);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _beat?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await NextAsync(_beat!, stoppingToken))
            await BeatAsync(stoppingToken);
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        if (request is null)
        {
            Tell(Status());
            return;
        }

        using var limit = new CancellationTokenSource(request.Beat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        if (await life.IsThereAsync(either.Token))
            Tell($"WATCHDOG=1\n{Status()}");
        else if (!stoppingToken.IsCancellationRequested)
            Log.NoLifeSign(logger, request.Beat);
    }

    // Two messages in one: systemd takes several lines, each an assignment.
    private void Tell(string lines)
    {
        try
        {
            systemd.Notify(new ServiceState(lines));
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or IOException)
        {
            // Who does not hear of us restarts us; nothing here depends on being heard.
            Log.NotHeard(logger, e.Message);
        }
    }

    private string Status()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "STATUS=Stopping";
        var shards = fleet.Current.Shards;
        return string.Create(CultureInfo.InvariantCulture,
            $"STATUS={shards.Count(shard => shard.IsUp)} of {shards.Length} shards up, {shards.Sum(shard => connections.CountOf(shard.Id))} connections");
    }

    private static async Task<bool> NextAsync(PeriodicTimer beat, CancellationToken stoppingToken)
    {
        try
        {
            return await beat.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(9020, LogLevel.Error, "The gateway did not answer itself within {Limit}; systemd is told nothing and will restart it")]
        public static partial void NoLifeSign(ILogger logger, TimeSpan limit);

        [LoggerMessage(9021, LogLevel.Warning, "systemd could not be told: {Reason}")]
        public static partial void NotHeard(ILogger logger, string reason);
    }
}
