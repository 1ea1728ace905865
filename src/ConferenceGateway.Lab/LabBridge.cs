using System.Net;
using ConferenceGateway.Lab.Http;
using ConferenceGateway.Lab.Model;

namespace ConferenceGateway.Lab;

/// <summary>
/// A simulated videobridge of a shard: its private listener on a port of its own, and the meetings that the shard's Jicofo
/// gave it. Its websockets stay behind the shard's port.
/// </summary>
public sealed class LabBridge : IAsyncDisposable
{
    private readonly LabBridgeOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _listens;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationTokenSource? _stopping;
    private LabListener? _listener;
    private JicofoModel? _jicofo;
    private int _port;

    internal LabBridge(LabBridgeOptions options, TimeProvider time, bool listens)
    {
        (_options, _time, _listens, _port) = (options, time, listens, options.Port);
        Received = new LabRequestLog(options.RememberedRequests);
        Model = new BridgeModel(
            new BridgeTraits
            {
                Nick = options.ServerId,
                Capacity = options.Capacity,
                Region = options.Region,
                RelayId = options.RelayId,
                DrainsAtStart = options.DrainsAtStart,
                ReportInterval = options.ReportInterval,
            },
            time,
            () => Faults.Silent);
    }

    /// <summary>Its <c>server-id</c>.</summary>
    public string ServerId => _options.ServerId;

    /// <summary>
    /// Its private listener; scheme, host and port. Null: it has none, and only its shard knows of it. Stays the same when it
    /// is stopped and started again.
    /// </summary>
    public Uri? Address { get; private set; }

    /// <summary>What it carries, and what it tells.</summary>
    public BridgeModel Model { get; }

    /// <summary>What its private listener received.</summary>
    public LabRequestLog Received { get; }

    /// <summary>What its private listener does wrong at the moment: nothing, at first.</summary>
    public LabFaults Faults { get; } = new();

    /// <summary>What it says that is not true: nothing, at first.</summary>
    public LabLies Lies { get; } = new();

    /// <summary>Whether it drains.</summary>
    public bool IsDraining => Model.IsDraining;

    internal LabBridgeOptions Options => _options;

    /// <summary>It dies: Jicofo sees it go at once, and gives its meetings to others.</summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_stopping is not { } stopping)
                return;
            _jicofo?.Lose(Model);
            Model.Stop();
            await stopping.CancelAsync();
            if (_listener is not null)
                await _listener.DisposeAsync();
            stopping.Dispose();
            (_stopping, _listener) = (null, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Starts again on the same port, empty; it has forgotten that it was to drain.</summary>
    public async Task StartAgainAsync(CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_stopping is not null)
                return;
            var stopping = new CancellationTokenSource();
            try
            {
                if (_listens)
                {
                    var routes = new BridgeRoutes(this, _time);
                    _listener = await LabListener.StartAsync([new IPEndPoint(_options.Address, _port)], Received, Faults, _time, routes.HandleAsync, stopping.Token, cancel);
                    Address = _listener.Addresses[0];
                    _port = Address.Port;
                }
            }
            catch
            {
                stopping.Dispose();
                throw;
            }

            _stopping = stopping;
            Model.Start();
            _jicofo?.Meet(Model);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _turn.Dispose();
    }

    internal async Task StartAsync(JicofoModel jicofo, CancellationToken cancel)
    {
        _jicofo = jicofo;
        await StartAgainAsync(cancel);
    }
}
