using System.Collections.Concurrent;
using System.Net;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Placement;

/// <summary>
/// Where each room lives: memory in front of the database. A page proposes, the first signalling request claims, and
/// from then on every member is sent to the same shard until the room is released or its shard dies.
/// </summary>
/// <remarks>
/// Reading takes no lock. Claims, moves and releases go one after the other through <c>_writer</c>, so that memory and
/// database cannot tell different stories; what they choose by (<c>_proposals</c>, <c>_tally</c>) is guarded by <c>_lock</c>.
/// </remarks>
internal sealed partial class PlacementBook : IDisposable
{
    /// <summary>
    /// A room is released this long after its last connection. Longer than Prosody keeps a lost one (60 s): whoever
    /// comes back in time finds the others.
    /// </summary>
    public static readonly TimeSpan ReleaseAfter = TimeSpan.FromMinutes(5);

    /// <summary>A room moves at most this often, however its shards flap.</summary>
    public static readonly TimeSpan BetweenMoves = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Rooms at once. Far more than any fleet holds; a flood of invented names ends here and not with the memory.
    /// </summary>
    public const int MaxRooms = 100_000;

    private readonly ConcurrentDictionary<RoomName, PlacedRoom> _placed = new();
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _lock = new();
    private readonly PlacementJournal _journal;
    private readonly ConnectionTable _connections;
    private readonly TimeProvider _time;
    private readonly ILogger<PlacementBook> _logger;
    private readonly ProposalBook _proposals;
    private readonly ClaimLimit _claims;
    private readonly ShardTally _tally;

    /// <summary>An empty book; <see cref="LoadAsync"/> fills it.</summary>
    public PlacementBook(Database database, ConnectionTable connections, TimeProvider time, ILogger<PlacementBook> logger)
    {
        _journal = new PlacementJournal(database, logger);
        _connections = connections;
        _time = time;
        _logger = logger;
        _proposals = new ProposalBook(time);
        _claims = new ClaimLimit(time);
        _tally = new ShardTally(time);
    }

    /// <summary>Rooms that live somewhere.</summary>
    public int Count => _placed.Count;

    /// <summary>
    /// Reads what an earlier run of the gateway left. Nobody knows yet who is in those rooms, so each counts as used now.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task LoadAsync()
    {
        TakeOver(await _journal.ReadAsync());
    }

    /// <summary>
    /// The shard that a room lives on, if it lives anywhere and that shard is not down. Writes nothing, allocates
    /// nothing. A shard that was not heard of yet still has its rooms: after a restart they are only unknown.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="needs">What it asks of a shard: on one that does not suit it does not live.</param>
    public Shard? Find(RoomName room, FleetSnapshot fleet, RoomNeeds needs = default) =>
        _placed.TryGetValue(room, out var placed) ? Usable(placed.Shard, fleet, needs) : null;

    /// <summary>As <see cref="Find"/>, for a signalling request: it keeps the room from being released.</summary>
    public Shard? Use(RoomName room, FleetSnapshot fleet, RoomNeeds needs = default) =>
        _placed.TryGetValue(room, out var placed) && Usable(placed.Shard, fleet, needs) is { } shard && placed.TryUse(_time.GetUtcNow())
            ? shard
            : null;

    /// <summary>
    /// Where the page of a room comes from: its shard, or the one that it would be placed on. Nothing is stored. Null
    /// when no shard is up.
    /// </summary>
    public Shard? Propose(RoomName room, FleetSnapshot fleet, IPAddress source, RoomNeeds needs = default)
    {
        if (Find(room, fleet, needs) is { } home)
            return home;

        lock (_lock)
        {
            if (Proposed(room, fleet, needs) is { } proposed)
                return proposed;
            // A flood of invented names changes neither memory nor the balance: its pages come from where a hash says.
            if (!_proposals.Takes(source))
                return ShardChoice.Rendezvous(fleet, room, needs);
            var shard = Choose(room, fleet, needs).Shard;
            if (shard is not null)
            {
                _proposals.Add(room, shard.Id, source);
                _tally.Arrived(shard.Id, room, needs.Expected);
            }

            return shard;
        }
    }

    /// <summary>
    /// The shard of a room, placed now if it lived nowhere or if its shard is down. A source opens a bounded number of
    /// rooms in a minute; null is the gateway itself.
    /// </summary>
    public async ValueTask<ClaimAnswer> ClaimAsync(RoomName room, FleetSnapshot fleet, IPAddress? source = null, RoomNeeds needs = default)
    {
        await _writer.WaitAsync();
        try
        {
            if (Use(room, fleet, needs) is { } shard)
                return new ClaimAnswer.Placed(shard);
            if (_placed.TryGetValue(room, out var placed))
                return await MoveAsync(placed, fleet, needs);
            if (source is not null && !_claims.Takes(source, out var wait))
                return new ClaimAnswer.TooMany(wait);
            return await PlaceAsync(room, fleet, needs);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>
    /// Releases the rooms whose last connection closed <see cref="ReleaseAfter"/> ago, and writes what the database could
    /// not take before. Called every few seconds.
    /// </summary>
    public async Task SweepAsync()
    {
        // Asked without holding anybody up: as long as somebody else holds the database, the answer takes a while.
        var isStorageBack = await _journal.IsBackAsync();
        var isRestored = await _journal.IsRestoredAsync();
        await _writer.WaitAsync();
        try
        {
            if (isStorageBack)
                await _journal.CatchUpAsync();
            if (isRestored && await _journal.ReadRestoredAsync(_placed.Values) is { } rows)
                Log.Restored(_logger, TakeOver(rows), _placed.Count);
            var limit = _time.GetUtcNow() - ReleaseAfter;
            var released = new List<PlacedRoom>();
            foreach (var placed in _placed.Values)
            {
                if (TryRelease(placed, limit))
                    released.Add(placed);
            }

            await _journal.ReleaseAsync(released);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Keeps the rows of rooms that live nowhere yet, and says how many.</summary>
    private int TakeOver(IReadOnlyList<PlacementRow> rows)
    {
        var taken = 0;
        foreach (var row in rows)
        {
            if (!RoomName.TryParseKey(row.Room, out var room))
            {
                Log.UnknownRoom(_logger, row.Room);
            }
            else if (!_placed.ContainsKey(room))
            {
                Keep(FromRow(room, row));
                taken++;
            }
        }

        return taken;
    }

    private async ValueTask<ClaimAnswer> PlaceAsync(RoomName room, FleetSnapshot fleet, RoomNeeds needs)
    {
        if (_placed.Count >= MaxRooms || ChooseFor(room, fleet, needs) is not { } wish)
            return new ClaimAnswer.NoShardFree();
        var decision = new PlacedRoom(room, wish.Id, Now, generation: 1, Now);
        var placed = await _journal.ClaimAsync(decision) is { } row ? FromRow(room, row) : decision;
        Keep(placed);
        Log.Placed(_logger, room.Key, placed.Shard.Name);
        // The row may be an older one that points at a shard which has died since.
        return Usable(placed.Shard, fleet, needs) is { } shard
            ? new ClaimAnswer.Placed(shard)
            : await MoveAsync(placed, fleet, needs);
    }

    private async ValueTask<ClaimAnswer> MoveAsync(PlacedRoom placed, FleetSnapshot fleet, RoomNeeds needs)
    {
        var moved = placed.Generation > 1 ? placed.PlacedAt : DateTimeOffset.MinValue;
        if (Now - moved < BetweenMoves)
            return new ClaimAnswer.ShardSilent(BetweenMoves - (Now - moved));
        if (ChooseFor(placed.Room, fleet, needs) is not { } wish)
            return new ClaimAnswer.NoShardFree();
        var decision = new PlacedRoom(placed.Room, wish.Id, Now, placed.Generation + 1, Now);
        var next = await _journal.MoveAsync(decision) is { } row ? FromRow(placed.Room, row) : decision;
        Keep(next);
        Log.Moved(_logger, placed.Room.Key, placed.Shard.Name, next.Shard.Name, next.Generation);
        return Usable(next.Shard, fleet, needs) is { } shard
            ? new ClaimAnswer.Placed(shard)
            : new ClaimAnswer.ShardSilent(BetweenMoves);
    }

    private bool TryRelease(PlacedRoom placed, DateTimeOffset limit)
    {
        if (_connections.CountOf(placed.Room) > 0 || _connections.EmptySince(placed.Room) > limit || !placed.TryRetire(limit))
            return false;
        _placed.TryRemove(placed.Room, out _);
        _connections.Forget(placed.Room);
        lock (_lock)
            _tally.RoomWent(placed.Shard);
        Log.Released(_logger, placed.Room.Key, placed.Shard.Name);
        return true;
    }

    private Shard? ChooseFor(RoomName room, FleetSnapshot fleet, RoomNeeds needs)
    {
        // Without the database nobody can be asked; what everybody computes alike needs no asking.
        if (_journal.IsAway)
            return ShardChoice.Rendezvous(fleet, room, needs);
        lock (_lock)
        {
            if (Proposed(room, fleet, needs) is { } proposed)
                return proposed;
            var shard = Choose(room, fleet, needs).Shard;
            if (shard is not null)
                _tally.Arrived(shard.Id, room, needs.Expected);
            return shard;
        }
    }

    private Shard? Proposed(RoomName room, FleetSnapshot fleet, RoomNeeds needs) =>
        _proposals.Find(room) is { } id && fleet.Find(id) is { IsUp: true } state && needs.Suits(state.Shard) ? state.Shard : null;

    private Choice Choose(RoomName room, FleetSnapshot fleet, RoomNeeds needs)
    {
        var loads = new ShardLoad[fleet.Shards.Length];
        for (var index = 0; index < loads.Length; index++)
            loads[index] = LoadOf(fleet.Shards[index].Id);
        return ShardChoice.Choose(fleet, loads, new RoomAsk(room, needs, needs.Expected ?? 0));
    }

    private ShardLoad LoadOf(ShardId shard)
    {
        var connections = _connections.CountOf(shard);
        return new(
            connections,
            _tally.RoomsOn(shard) + _proposals.CountOf(shard),
            Math.Max(0, _tally.LatelyOn(shard) - connections) + _tally.ReservedOn(shard, _connections.CountOf));
    }

    private void Keep(PlacedRoom placed)
    {
        lock (_lock)
        {
            if (_placed.TryGetValue(placed.Room, out var before))
                _tally.RoomWent(before.Shard);
            _placed[placed.Room] = placed;
            _tally.RoomCame(placed.Shard);
            _proposals.Remove(placed.Room);
        }
    }

    private static Shard? Usable(ShardId id, FleetSnapshot fleet, RoomNeeds needs) =>
        fleet.Find(id) is { Health: not NodeHealth.Down } state && needs.Suits(state.Shard) ? state.Shard : null;

    private PlacedRoom FromRow(RoomName room, PlacementRow row) => new(
        room, new ShardId(row.Shard), DateTimeOffset.FromUnixTimeMilliseconds(row.PlacedAtMs), row.Generation, Now);

    private DateTimeOffset Now => _time.GetUtcNow();

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "Room {Room} is placed on shard {Shard}")]
        public static partial void Placed(ILogger logger, string room, string shard);

        [LoggerMessage(3002, LogLevel.Warning, "Room {Room} moves from shard {From} to shard {To}, generation {Generation}")]
        public static partial void Moved(ILogger logger, string room, string from, string to, long generation);

        [LoggerMessage(3003, LogLevel.Information, "Room {Room} is released from shard {Shard}")]
        public static partial void Released(ILogger logger, string room, string shard);

        [LoggerMessage(3008, LogLevel.Warning, "The database was restored: {Taken} rooms were taken over from it, of {Rooms} that live somewhere now")]
        public static partial void Restored(ILogger logger, int taken, int rooms);

        [LoggerMessage(3007, LogLevel.Warning, "The stored placement of {Room} is left alone: that is no room name")]
        public static partial void UnknownRoom(ILogger logger, string room);
    }
}
