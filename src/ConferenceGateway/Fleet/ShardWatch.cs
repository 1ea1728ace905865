using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Fleet.Prosody;
using ConferenceGateway.Fleet.Wanting;

namespace ConferenceGateway.Fleet;

/// <summary>Asks one shard and its bridges all that they tell, side by side, and makes one state of it.</summary>
internal sealed class ShardWatch
{
    private readonly ConnectionTable _connections;
    private readonly JicofoWatch _jicofo;
    private readonly Source _census;
    private readonly ReadAnswer<Census.Counted> _readCensus;
    private readonly RoomSizes _sizes;
    private readonly ImmutableArray<BridgeWatch> _bridges;
    private readonly ImmutableArray<BridgeTelling> _telling;
    private readonly ImmutableArray<FaultBook> _bridgeBooks;
    private readonly FaultBook _book;
    private readonly TimeProvider _time;
    private ShardReport? _report;
    private DateTimeOffset? _countedAt;
    private ImmutableArray<string> _faults = [];
    private ImmutableArray<ImmutableArray<string>> _bridgeFaults;
    private IReadOnlyList<(int Index, ReportFault Fault)> _impostors = [];

    /// <param name="shard">The shard.</param>
    /// <param name="door">Its Prosody.</param>
    /// <param name="needs">What every watch needs.</param>
    /// <param name="before">The watch of the same shard before it was changed: what was not changed is remembered.</param>
    public ShardWatch(Shard shard, ShardDoor door, WatchNeeds needs, ShardWatch? before)
    {
        (Shard, Door, _connections, _time) = (shard, door, needs.Connections, needs.Time);
        (_report, _countedAt) = (before?._report, before?._countedAt);
        _jicofo = before is not null && before.Shard.Jicofo == shard.Jicofo && before.Shard.Address == shard.Address ? before._jicofo : new JicofoWatch(shard, needs.Client, needs.Time);
        _census = new Source(needs.Client, shard.Prosody.Uri, "/room-census", shard.Host, Census.MostBytes, Patience.Pipeline(needs.Time));
        _readCensus = new Census(isOwn: shard.Prosody != shard.Address).Read;
        _sizes = before is not null && before.Shard.Prosody == shard.Prosody && before.Shard.Address == shard.Address && before.Shard.Host == shard.Host
            ? before._sizes : new RoomSizes(shard, needs.Client, needs.Connections, needs.Time);
        _bridges = [.. shard.Bridges.Select(bridge =>
            before?._bridges.FirstOrDefault(watch => watch.Bridge == bridge) ?? new BridgeWatch(bridge, needs.Client, needs.Time))];
        _telling = [.. shard.Bridges.Select(bridge => new BridgeTelling(bridge, needs.Calls, needs.Store, needs.Wanted))];
        _book = before?._book ?? new FaultBook("Shard", shard.Id.Name, needs.Time, needs.Logger);
        _bridgeBooks = [.. shard.Bridges.Select(bridge =>
            before?._bridgeBooks.FirstOrDefault(book => book.Name == bridge.Id.ServerId) ?? new FaultBook("Bridge", bridge.Id.ServerId, needs.Time, needs.Logger))];
        _bridgeFaults = [.. shard.Bridges.Select(_ => ImmutableArray<string>.Empty)];
    }

    /// <summary>The shard.</summary>
    public Shard Shard { get; }

    /// <summary>Its Prosody.</summary>
    public ShardDoor Door { get; }

    /// <summary>Whether a bridge's or Jicofo's health is about to change: then they are asked again soon.</summary>
    public bool IsUndecided => _jicofo.IsUndecided || _bridges.Any(bridge => bridge.IsUndecided);

    /// <summary>Asks everybody at once, and tells bridges what is wanted of them.</summary>
    public async Task LookAsync(long round, ShardState state, CancellationToken stop)
    {
        var at = _time.GetUtcNow();
        var connections = _connections.CountOf(Shard.Id);
        var census = _census.AskAsync(_readCensus, stop);
        await Task.WhenAll([
            Door.AskAsync(stop), census, _jicofo.LookAsync(stop),
            .. _bridges.Select((bridge, index) => bridge.LookAsync(round, IsWanted(state, index), at, stop))]);
        var counted = await census;
        Take(counted, connections, at);
        var telling = TellAsync(state, stop);
        var sizeFault = await LookIntoRoomsAsync(counted, stop);
        await telling;
        TakeFaults(counted, sizeFault);
    }

    /// <summary>Asks Jicofo and the bridges for their health alone.</summary>
    public Task LookAgainAsync(CancellationToken stop) => Task.WhenAll(
        [_jicofo.IsUndecided ? _jicofo.LookAgainAsync(stop) : Task.CompletedTask, .. _bridges.Where(bridge => bridge.IsUndecided).Select(bridge => bridge.LookAgainAsync(stop))]);

    /// <summary>What is known of it now.</summary>
    public ShardState Show(ShardState before)
    {
        var (now, health) = (_time.GetUtcNow(), Health);
        return before with
        {
            Health = health,
            Since = health == before.Health ? before.Since : now,
            Report = _report,
            IsReportOld = _report is not null && now - _report.At > ShardReport.OldAfter,
            CountedAt = _countedAt,
            Faults = _faults,
            StillThere = _sizes.StillThere,
            Bridges = [.. before.Bridges.Select((bridge, index) =>
                _bridges[index].Show(bridge, _jicofo.Of(bridge.Bridge), IsImpostor(index), now) with { Faults = _bridgeFaults[index] })],
        };
    }

    private NodeHealth Health => Door.Health == NodeHealth.Up && (_jicofo.IsIll || AreBridgesIll) ? NodeHealth.Ill : Door.Health;

    /// <summary>Whether all bridges that can be asked are gone or ill.</summary>
    private bool AreBridgesIll
    {
        get
        {
            var observed = 0;
            foreach (var bridge in _bridges)
            {
                if (bridge.Health == NodeHealth.Up)
                    return false;
                observed += bridge.Health == NodeHealth.Unknown ? 0 : 1;
            }

            return observed > 0;
        }
    }

    private static bool IsWanted(ShardState state, int index) => state.Wanted is not null || state.Bridges[index].Wanted is not null;

    private void Take(Heard<Census.Counted> heard, int connections, DateTimeOffset at)
    {
        var census = heard.Value;
        var reported = ReportedLoad.Of(Shard, _bridges, census, _jicofo, at);
        // Where nobody tells people, and nobody fails to, our own connections are all there is to count.
        if (reported.People is not null || (heard.Fault is null && _jicofo.Faults.Count == 0 && _bridges.All(bridge => bridge.Faults.Count == 0)))
            _countedAt = at;
        if (reported.Load is null && census is null)
            return;
        _report = new ShardReport(at)
        {
            Load = reported.Load,
            People = reported.People,
            Rooms = reported.Rooms,
            Connections = connections,
            Census = census?.Rooms,
        };
    }

    /// <summary>Asks for single rooms where its Prosody is up and has no census, or one that is too long to be kept.</summary>
    private async Task<ReportFault?> LookIntoRoomsAsync(Heard<Census.Counted> census, CancellationToken stop)
    {
        if (Door.Health == NodeHealth.Up && census is { Fault: null, Value: null or { Rooms: null } })
            return await _sizes.LookAsync(stop);
        if (census.Value is not null)
            _sizes.Forget();
        return null;
    }

    private async Task TellAsync(ShardState state, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        _impostors = Impostors.Find(_bridges, _jicofo);
        // Whoever answers for another is not told what is wanted of that one.
        var told = await Task.WhenAll(_telling.Select((telling, index) => telling.FollowAsync(
            IsImpostor(index) ? null : state.Bridges[index].Wanted,
            _bridges[index].Report is { } report && report.At + ShardReport.OldAfter > now ? report.IsDraining : null,
            _jicofo.Of(Shard.Bridges[index])?.IsDraining, now, stop)));
        _bridgeFaults = [.. _bridges.Select((bridge, index) => _bridgeBooks[index].Take(
            [.. bridge.Faults, .. told[index] is { } fault ? [fault] : Array.Empty<ReportFault>(), .. _impostors.Where(found => found.Index == index).Select(found => found.Fault)]))];
    }

    private bool IsImpostor(int index) => _impostors.Any(found => found.Index == index);

    private void TakeFaults(Heard<Census.Counted> census, ReportFault? sizeFault)
    {
        List<ReportFault> faults = [.. _jicofo.Faults];
        if (census.Fault is { } fault)
            faults.Add(fault);
        if (sizeFault is { } sized)
            faults.Add(sized);
        if (census.Value is { Rooms: null })
            faults.Add(new("census-rooms", $"its census has more than {Census.MostRooms} rooms: they are counted, and not known one by one"));
        if (census.Value is { Odd: > 0 and var odd })
            faults.Add(new("census-odd", $"its census has rooms whose number of people cannot be ({odd}): they are left out"));
        _faults = _book.Take(faults);
    }
}

/// <summary>What every watch needs.</summary>
internal sealed record WatchNeeds(
    FleetClient Client, BridgeCalls Calls, WantedStore Store, WantedBook Wanted, ConnectionTable Connections, TimeProvider Time, ILogger Logger);
