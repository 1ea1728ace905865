using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConferenceGateway.Lab.Http;

/// <summary>One real HTTP server: records what it receives, does wrong what it is told to, and answers by a handler.</summary>
internal sealed class LabListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LabListener(WebApplication app) => _app = app;

    /// <summary>Where it listens, in the order of the ports.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <param name="endPoints">Where to listen; port 0 = any free one.</param>
    /// <param name="received">What it received.</param>
    /// <param name="faults">What it does wrong.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handle">Answers.</param>
    /// <param name="stopping">Cancelled before it stops: ends what would wait for ever.</param>
    /// <param name="cancel">Ends the start.</param>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<LabListener> StartAsync(
        IEnumerable<IPEndPoint> endPoints, LabRequestLog received, LabFaults faults, TimeProvider time, RequestDelegate handle, CancellationToken stopping, CancellationToken cancel)
    {
        // The empty builder reads no configuration and no environment: those belong to the gateway in the same process.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ConferenceGateway.Lab" });
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.Backlog = 4096).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LabRecorder.MaxBodyBytes;
            foreach (var endPoint in endPoints)
                kestrel.Listen(endPoint);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var listener = new LabListener(builder.Build());
        listener._app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        listener._app.Use(new LabRecorder(received).InvokeAsync);
        listener._app.Use(new LabFaultStep(faults, time, stopping).InvokeAsync);
        listener._app.Run(handle);
        try
        {
            await listener._app.StartAsync(cancel);
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }

        var addresses = listener._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        listener.Addresses = [.. addresses.Addresses.Select(address => new Uri(address))];
        return listener;
    }

    /// <summary>Cuts every connection and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked for: no waiting for open requests.
        }

        await _app.DisposeAsync();
    }

    /// <summary>Signals of the terminal belong to the program, not to a shard in it: the default would swallow SIGTERM.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
