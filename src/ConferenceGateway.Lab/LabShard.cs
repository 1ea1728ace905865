using System.Net;
using ConferenceGateway.Lab.Http;
using ConferenceGateway.Lab.Model;
using ConferenceGateway.Lab.Xmpp;

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
    private int[] _ports;

    private LabShard(LabShardOptions options)
    {
        _options = options;
        _ports = options.SeparatesParts ? [options.Port, 0, 0] : [options.Port];
        Received = new LabRequestLog(options.RememberedRequests);
        Jicofo = new JicofoModel(options.Domain, options.Time, options.MinPeople);
        Bridges =
        [
            .. options.ServerIds.Select(id => new LabBridge(new LabBridgeOptions { ServerId = id }, options.Time, listens: false)),
            .. options.Bridges.Select(bridge => new LabBridge(bridge, options.Time, listens: true)),
        ];
    }

    /// <summary>Its name.</summary>
    public string Name => _options.Name;

    /// <summary>The <c>server-id</c>s of its bridges.</summary>
    public IReadOnlyList<string> ServerIds => [.. Bridges.Select(bridge => bridge.ServerId)];

    /// <summary>Its bridges.</summary>
    public IReadOnlyList<LabBridge> Bridges { get; }

    /// <summary>Which bridge carries what.</summary>
    public JicofoModel Jicofo { get; }

    /// <summary>How its Prosody checks tokens; null = not at all.</summary>
    public LabToken? Token => _options.Token;

    /// <summary>Where it answers; scheme, host and port. Stays the same when it is stopped and started again.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where its Prosody answers; <see cref="Address"/> unless it has a port of its own.</summary>
    public Uri ProsodyAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where its Jicofo answers; <see cref="Address"/> unless it has a port of its own.</summary>
    public Uri JicofoAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>The words that its Prosody was given for meetings.</summary>
    public LabSystemMessages SystemMessages { get; } = new();

    /// <summary>What it received, on all of its ports.</summary>
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

    /// <summary>The bridge of that <c>server-id</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public LabBridge Bridge(string serverId) =>
        Bridges.FirstOrDefault(bridge => bridge.ServerId == serverId) ?? throw new KeyNotFoundException($"The shard '{Name}' has no bridge '{serverId}'.");

    /// <summary>Like a machine that loses power, with its bridges: stops listening, cuts every connection, forgets its rooms.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_running is not { } running)
                return;
            _running = null;
            await running.DisposeAsync();
            Jicofo.Forget();
            foreach (var bridge in Bridges)
                await bridge.StopAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Listens again, on the same port, with empty rooms; its bridges too.</summary>
    public async Task StartAgainAsync(CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_running is not null)
                return;
            _running = await Running.StartAsync(this, cancel);
            (Address, ProsodyAddress, JicofoAddress) = (_running.Addresses[0], _running.Addresses[^1], _running.Addresses[^1]);
            if (_options.SeparatesParts)
                ProsodyAddress = _running.Addresses[1];
            _ports = [.. _running.Addresses.Select(address => address.Port)];
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
        foreach (var bridge in Bridges)
            await bridge.DisposeAsync();
        _turn.Dispose();
    }

    /// <summary>One life of the shard, from start to stop.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stopping = new();
        private LabListener? _listener;

        private Running(LabShard shard)
        {
            var options = shard._options;
            Xmpp = new XmppServer(options.Announced, options.Token, shard.Jicofo, options.Time);
            Bosh = new BoshSessions(Xmpp);
            Sockets = new LabSockets(Xmpp, options, shard.Faults, _stopping.Token);
        }

        public XmppServer Xmpp { get; }

        public BoshSessions Bosh { get; }

        public LabSockets Sockets { get; }

        public IReadOnlyList<Uri> Addresses => _listener!.Addresses;

        public static async Task<Running> StartAsync(LabShard shard, CancellationToken cancel)
        {
            var running = new Running(shard);
            var routes = new LabRoutes(shard, shard._options, running.Xmpp, running.Bosh, running.Sockets);
            try
            {
                running._listener = await LabListener.StartAsync(
                    shard._ports.Select(port => new IPEndPoint(shard._options.Address, port)), shard.Received, shard.Faults, shard._options.Time, routes.HandleAsync, running._stopping.Token, cancel);
                foreach (var bridge in shard.Bridges)
                    await bridge.StartAsync(shard.Jicofo, cancel);
            }
            catch
            {
                await running.DisposeAsync();
                throw;
            }

            return running;
        }

        public async ValueTask DisposeAsync()
        {
            Xmpp.Close();
            await _stopping.CancelAsync();
            if (_listener is not null)
                await _listener.DisposeAsync();
            Bosh.Dispose();
            _stopping.Dispose();
        }
    }
}
