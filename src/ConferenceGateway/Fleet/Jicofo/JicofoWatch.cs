using System.Collections.Frozen;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Health;

namespace ConferenceGateway.Fleet.Jicofo;

/// <summary>Asks one shard's Jicofo what it sees and how it is. All of it may be switched off, or behind an address that the settings do not name.</summary>
internal sealed class JicofoWatch
{
    private const int MostBytes = 256 * 1024;

    private readonly Source _debug;
    private readonly Source _stats;
    private readonly Source _health;
    private readonly ReadAnswer<JicofoView.Seen> _readView;
    private readonly ReadAnswer<JicofoStats.Counted> _readStats;
    private readonly HealthMemory _well;
    private readonly List<ReportFault> _faults = [];
    private readonly bool _isOwn;
    private IReadOnlyDictionary<string, BridgeSeen> _bridges = FrozenDictionary<string, BridgeSeen>.Empty;
    private bool _wasHeard;
    private bool _wasWell;

    public JicofoWatch(Shard shard, FleetClient client, TimeProvider time)
    {
        // Where the settings name no address of its own, the shard's web server answers, and passes on what it likes.
        var isOwn = _isOwn = shard.Jicofo != shard.Address;
        (_readView, _readStats) = (new JicofoView(isOwn).Read, new JicofoStats(isOwn).Read);
        var host = isOwn ? null : shard.Host;
        _debug = new Source(client, shard.Jicofo.Uri, "/debug", host, JicofoView.MostBytes, Patience.Pipeline(time));
        _stats = new Source(client, shard.Jicofo.Uri, "/stats", host, MostBytes, Patience.Pipeline(time));
        _health = new Source(client, shard.Jicofo.Uri, "/about/health", host, MostBytes, Patience.Limit(time));
        _well = new HealthMemory(time);
    }

    /// <summary>What it sees; null = it did not say in the last round.</summary>
    public JicofoView.Seen? Seen { get; private set; }

    /// <summary>What it counts; null = it did not say in the last round.</summary>
    public JicofoStats.Counted? Counted { get; private set; }

    /// <summary>What was wrong with its answers in the last round.</summary>
    public IReadOnlyList<ReportFault> Faults => _faults;

    /// <summary>Whether it says that it cannot hold meetings, or has fallen silent.</summary>
    public bool IsIll { get; private set; }

    /// <summary>Whether the next answer may decide over its health.</summary>
    public bool IsUndecided => _well.IsUndecided;

    /// <summary>That bridge as it sees it, by its last word; null = it says nothing of it.</summary>
    public BridgeSeen? Of(Bridge bridge) => _bridges.GetValueOrDefault(bridge.Nickname);

    /// <summary>Asks it everything at once.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        _faults.Clear();
        var health = _health.AskAsync(OwnHealth.Read, stop);
        var debug = _debug.AskAsync(_readView, stop);
        var stats = _stats.AskAsync(_readStats, stop);
        var view = await debug;
        Seen = Take(view);
        if (Seen is { IsOdd: true })
            _faults.Add(new("jicofo-odd", "Jicofo counts people in its meetings who cannot be: none of them are counted"));
        // What it said of a drain is not taken back by a failure: while it is silent, its last word stands.
        if (view.Fault is null)
            _bridges = Seen?.Bridges ?? FrozenDictionary<string, BridgeSeen>.Empty;
        Counted = Take(await stats);
        Hear(await health);
    }

    /// <summary>Asks for its health alone, between two rounds.</summary>
    public async Task LookAgainAsync(CancellationToken stop) => Hear(await _health.AskAsync(OwnHealth.Read, stop));

    private void Hear(Heard<OwnHealth> health)
    {
        _wasHeard |= health.Value is not null;
        if (health.Fault is { } fault && (_isOwn || _wasHeard))
            _faults.Add(fault);
        // Never heard: its address is not the one in the settings, or its check is off. That says nothing of its health.
        // And the web server's silence is not Jicofo's.
        if (!_wasHeard || (health.Value is null && (health.Fault is null || !_isOwn)))
            return;
        var isWell = health.Value is { IsWell: true };
        _well.Hear(isWell);
        _wasWell |= isWell;
        // Nobody has to fall ill first who was ill when we came.
        IsIll = _well.Health == NodeHealth.Down || !_wasWell;
        if (health.Value is { IsWell: false, Why: var why })
            _faults.Add(new("jicofo-ill", $"Jicofo finds itself ill: {why ?? "it does not say why"}"));
    }

    private T? Take<T>(Heard<T> heard)
        where T : class
    {
        if (heard.Fault is { } fault)
            _faults.Add(fault);
        return heard.Value;
    }
}
