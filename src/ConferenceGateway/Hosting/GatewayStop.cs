using ConferenceGateway.Connections;
using ConferenceGateway.Settings;

namespace ConferenceGateway.Hosting;

/// <summary>
/// The end of the gateway. A signal makes <c>ready</c> red; after <see cref="StopOptions.Announce"/> the server closes its
/// listeners and waits for what is open; after <see cref="StopOptions.Sockets"/> more, sockets and long polls are ended.
/// </summary>
/// <remarks>The host calls <see cref="StoppingAsync"/> before it ends the server, and ends pollers and sweep after it.</remarks>
internal sealed partial class GatewayStop(
    StopOptions options, ConnectionTable connections, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<GatewayStop> logger)
    : IHostedLifecycleService, IDisposable
{
    private volatile bool _isStarted;
    private ITimer? _socketsEnd;

    /// <summary>Whether the gateway is about to end.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Somebody who ends the host by hand, not by a signal, wants ready to be red as well.
        lifetime.StopApplication();
        // A gateway that could not listen has nothing to announce.
        if (_isStarted)
        {
            Log.Begins(logger, options.Announce.TotalSeconds, options.Sockets.TotalSeconds, options.Limit.TotalSeconds);
            await Task.Delay(options.Announce, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (options.Sockets == TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            connections.EndAll();
        else
            _socketsEnd = time.CreateTimer(_ => connections.EndAll(), null, options.Sockets, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isStarted = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_isStarted)
            Log.Ended(logger);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _socketsEnd?.Dispose();

    private static partial class Log
    {
        [LoggerMessage(9010, LogLevel.Information, "The gateway ends: new connections are taken for {Announce} s, sockets are ended {Sockets} s later, all is over {Limit} s from now")]
        public static partial void Begins(ILogger logger, double announce, double sockets, double limit);

        [LoggerMessage(9011, LogLevel.Information, "The gateway has ended")]
        public static partial void Ended(ILogger logger);
    }
}

/// <summary>What ending in good order needs.</summary>
internal static class GatewayStopServices
{
    public static void AddGatewayStop(this IServiceCollection services, StopOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<GatewayStop>();
        services.AddHostedService(provider => provider.GetRequiredService<GatewayStop>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.CutAfter);
    }
}
