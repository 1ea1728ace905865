using ConferenceGateway.Lab.Http;
using ConferenceGateway.Lab.Xmpp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConferenceGateway.Lab;

/// <summary>
/// A simulated shard: web server, Prosody, Jicofo and bridges behind one port of one real HTTP server. It speaks what a
/// gateway and a browser need of them, remembers what it received, and can be told to misbehave.
/// </summary>
public sealed class LabShard : IAsyncDisposable
{
    private readonly LabShardOptions _options;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Running? _running;
    private int _port;

    private LabShard(LabShardOptions options)
    {
        _options = options;
        _port = options.Port;
        Received = new LabRequestLog(options.RememberedRequests);
    }

    /// <summary>Its name.</summary>
    public string Name => _options.Name;

    /// <summary>The <c>server-id</c>s of its bridges.</summary>
    public IReadOnlyList<string> ServerIds => _options.ServerIds;

    /// <summary>How its Prosody checks tokens; null = not at all.</summary>
    public LabToken? Token => _options.Token;

    /// <summary>Where it answers; scheme, host and port. Stays the same when it is stopped and started again.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it received.</summary>
    public LabRequestLog Received { get; }

    /// <summary>What it does wrong at the moment: nothing, at first.</summary>
    public LabFaults Faults { get; } = new();

    /// <summary>Open sockets of all kinds (XMPP, bridge channels, etherpad).</summary>
    public int OpenSockets => _running?.Sockets.Open ?? 0;

    /// <summary>Living BOSH sessions.</summary>
    public int BoshSessions => _running?.Bosh.Count ?? 0;

    /// <summary>People per room. A room is called as in its address: percent-encoded, lower case; with a tenant <c>tenant/room</c>.</summary>
    public IReadOnlyDictionary<string, int> Rooms => _running?.Xmpp.Occupancy() ?? new Dictionary<string, int>();

    /// <summary>Starts a shard and returns when it listens.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LabShard> StartAsync(LabShardOptions options, CancellationToken cancel = default)
    {
        var shard = new LabShard(options);
        await shard.StartAgainAsync(cancel);
        return shard;
    }

    /// <summary>Like a machine that loses power: stops listening, cuts every connection, forgets its rooms.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_running is not { } running)
                return;
            _running = null;
            await running.DisposeAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Listens again, on the same port, with empty rooms.</summary>
    public async Task StartAgainAsync(CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_running is not null)
                return;
            _running = await Running.StartAsync(this, cancel);
            Address = _running.Address;
            _port = Address.Port;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends when the number of people in a room is as wished; the room is called as in <see cref="Rooms"/>.</summary>
    public async Task WaitForOccupantsAsync(string room, int count, CancellationToken cancel)
    {
        while (true)
        {
            var xmpp = _running?.Xmpp ?? throw new InvalidOperationException($"The shard '{Name}' is stopped.");
            var changed = xmpp.Changed;
            if (xmpp.Occupancy().GetValueOrDefault(room) == count)
                return;
            await changed.WaitAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _turn.Dispose();
    }

    /// <summary>One life of the shard, from start to stop.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly CancellationTokenSource _stopping = new();

        private Running(LabShard shard)
        {
            var options = shard._options;
            Xmpp = new XmppServer(options.Announced, options.Token, options.Time);
            Bosh = new BoshSessions(Xmpp);
            Sockets = new LabSockets(Xmpp, options, _stopping.Token);
            // The empty builder reads no configuration and no environment: those belong to the gateway in the same process.
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ConferenceGateway.Lab" });
            builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.Backlog = 4096).ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = LabRecorder.MaxBodyBytes;
                kestrel.Listen(options.Address, shard._port);
            });
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
            _app = builder.Build();
            _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
            var recorder = new LabRecorder(shard.Received);
            var faults = new LabFaultStep(shard.Faults, _stopping.Token);
            var routes = new LabRoutes(options, shard.Faults, Xmpp, Bosh, Sockets);
            _app.Use(recorder.InvokeAsync);
            _app.Use(faults.InvokeAsync);
            _app.Run(routes.HandleAsync);
        }

        public XmppServer Xmpp { get; }

        public BoshSessions Bosh { get; }

        public LabSockets Sockets { get; }

        public Uri Address { get; private set; } = new("http://127.0.0.1");

        public static async Task<Running> StartAsync(LabShard shard, CancellationToken cancel)
        {
            var running = new Running(shard);
            try
            {
                await running._app.StartAsync(cancel);
            }
            catch
            {
                await running.DisposeAsync();
                throw;
            }
            var addresses = running._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            running.Address = new Uri(addresses.Addresses.First());
            return running;
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
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
            Bosh.Dispose();
            _stopping.Dispose();
        }
    }

    /// <summary>Signals of the terminal belong to the program, not to a shard in it: the default would swallow SIGTERM.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
