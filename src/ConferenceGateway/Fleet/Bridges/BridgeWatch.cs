using System.Collections.Frozen;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Health;
using ConferenceGateway.Fleet.Jicofo;

namespace ConferenceGateway.Fleet.Bridges;

/// <summary>Asks one bridge all that it tells of itself, and remembers how it was.</summary>
internal sealed class BridgeWatch
{
    private const int MostBytes = 256 * 1024;
    private const int MostDebugBytes = 4 * 1024 * 1024;

    /// <summary>Every so many rounds those questions are asked whose answers seldom change, or cost the bridge something.</summary>
    public const int Seldom = 6;

    private readonly Asked? _asked;
    private readonly HealthMemory _answers;
    private readonly HealthMemory _well;
    private readonly List<ReportFault> _faults = [];
    private bool _isPlainStats;
    private bool _isIll;
    private bool _wasWell;
    private BridgeReport? _report;
    private string? _version;
    private FrozenDictionary<RoomName, int>? _rooms;

    public BridgeWatch(Bridge bridge, FleetClient client, TimeProvider time)
    {
        Bridge = bridge;
        (_answers, _well) = (new HealthMemory(time), new HealthMemory(time));
        if (bridge.PrivateAddress is not { } address)
            return;
        _asked = new Asked(
            Of("/about/health", MostBytes, isLife: true), Of("/metrics", MostBytes), Of("/colibri/stats", MostBytes),
            Of("/colibri/drain", MostBytes), Of("/debug", MostDebugBytes));

        Source Of(string path, int most, bool isLife = false) =>
            new(client, address.Uri, path, null, most, isLife ? Patience.Limit(time) : Patience.Pipeline(time));
    }

    /// <summary>The bridge.</summary>
    public Bridge Bridge { get; }

    /// <summary>What was wrong with its answers in the last round.</summary>
    public IReadOnlyList<ReportFault> Faults => _faults;

    /// <summary>Its last report; null = none yet.</summary>
    public BridgeReport? Report => _report;

    /// <summary>What it calls itself before other bridges; null = it does not say.</summary>
    public string? RelayId { get; private set; }

    /// <summary>Whether the next answer may decide over its health.</summary>
    public bool IsUndecided => _asked is not null && (_answers.IsUndecided || _well.IsUndecided);

    /// <summary>Whether it answers and finds itself healthy.</summary>
    public NodeHealth Health => _asked is null ? NodeHealth.Unknown
        : _answers.Health == NodeHealth.Up && _isIll ? NodeHealth.Ill
        : _answers.Health;

    /// <summary>Asks it everything at once.</summary>
    /// <param name="round">Which round this is.</param>
    /// <param name="isWanted">Whether something is wanted of it: then its rooms are asked for each time.</param>
    /// <param name="at">When the round began.</param>
    /// <param name="stop">Ends it.</param>
    public async Task LookAsync(long round, bool isWanted, DateTimeOffset at, CancellationToken stop)
    {
        _faults.Clear();
        if (_asked is null)
            return;
        var isSeldom = round % Seldom == 1;
        var health = _asked.Health.AskAsync(OwnHealth.Read, stop);
        var drain = _asked.Drain.AskAsync(DrainFlag.Read, stop);
        var figures = FiguresAsync(_asked, isSeldom, stop);
        var rooms = isWanted || isSeldom ? _asked.Debug.AskAsync(BridgeRooms.Read, stop) : null;
        HearHealth(Take(await health), Take(await drain), await figures);
        HearReport(await drain, await figures, at);
        if (rooms is not null)
            _rooms = Take(await rooms);
    }

    /// <summary>Asks for its health alone, between two rounds.</summary>
    public async Task LookAgainAsync(CancellationToken stop)
    {
        if (_asked is null)
            return;
        var health = await _asked.Health.AskAsync(OwnHealth.Read, stop);
        if (health.Value is { } said)
            HearHealth(said, null, null);
        else if (health.Fault is not null)
            HearHealth(null, null, null);
    }

    /// <summary>What is known of it now.</summary>
    /// <param name="before">What was known of it.</param>
    /// <param name="seen">What Jicofo says of it; null = nothing.</param>
    /// <param name="isImpostor">Whether another bridge answers for it: then these are no reports of its own.</param>
    /// <param name="now">When.</param>
    public BridgeState Show(BridgeState before, BridgeSeen? seen, bool isImpostor, DateTimeOffset now)
    {
        var next = before with
        {
            Health = Health,
            Report = isImpostor ? null : _report,
            IsReportOld = _report is not null && now - _report.At > ShardReport.OldAfter,
            JicofoSaysDraining = seen?.IsDraining,
            Rooms = isImpostor ? null : _rooms,
        };
        return before.ConfirmedSince is not null && next.IsDrainConfirmed == before.IsDrainConfirmed ? next : next with { ConfirmedSince = now };
    }

    private void HearHealth(OwnHealth? health, DrainFlag? drain, BridgeFigures? figures)
    {
        _answers.Hear(health is not null || drain is not null || figures is not null);
        if (health is null)
            return;
        _well.Hear(health.IsWell);
        // Nobody has to fall ill first who was ill when we came.
        _wasWell |= health.IsWell;
        _isIll = _well.Health == NodeHealth.Down || !_wasWell;
        if (!health.IsWell)
            _faults.Add(new("ill", $"it finds itself ill: {health.Why ?? "it does not say why"}"));
    }

    private void HearReport(Heard<DrainFlag> drain, BridgeFigures? figures, DateTimeOffset at)
    {
        if (figures is null && drain.Value is null)
            return;
        _faults.AddRange(figures?.Faults ?? []);
        _version = figures?.Version ?? _version;
        RelayId = figures?.RelayId ?? RelayId;
        _report = new BridgeReport(at)
        {
            Stress = figures?.Stress,
            People = figures?.People,
            Conferences = figures?.Conferences,
            IsDraining = drain.Value?.IsDraining ?? figures?.IsDraining,
            IsShuttingDown = figures?.IsShuttingDown ?? false,
            Version = _version,
        };
    }

    /// <summary>The metrics, which are on by default; else the statistics. These alone name the bridge, so now and then both are read.</summary>
    private async Task<BridgeFigures?> FiguresAsync(Asked asked, bool isSeldom, CancellationToken stop)
    {
        if (isSeldom)
            _isPlainStats = false;
        if (!_isPlainStats)
        {
            var naming = isSeldom ? asked.Stats.AskAsync(BridgeFigures.Read, stop) : null;
            var metrics = await asked.Metrics.AskAsync(BridgeFigures.Read, stop);
            var named = naming is null ? default : await naming;
            RelayId = named.Value?.RelayId ?? RelayId;
            _version = named.Value?.Version ?? _version;
            if (metrics.Value is not null || metrics.Fault is not null)
                return Take(metrics) ?? named.Value;
            _isPlainStats = true;
            if (naming is not null)
                return Take(named);
        }

        return Take(await asked.Stats.AskAsync(BridgeFigures.Read, stop));
    }

    private T? Take<T>(Heard<T> heard)
        where T : class
    {
        if (heard.Fault is { } fault)
            _faults.Add(fault);
        return heard.Value;
    }

    private sealed record Asked(Source Health, Source Metrics, Source Stats, Source Drain, Source Debug);
}
