using System.Collections.Concurrent;
using System.Net;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.History;
using ConferenceGateway.Notices;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Placement;

/// <summary>
/// Where each room lives: memory in front of the database. A page proposes, the first signalling request claims, and
/// from then on every member is sent to the same shard until the room is released, is moved, or its shard dies.
/// </summary>
/// <remarks>
/// Reading takes no lock. Claims, moves and releases go one after the other through <c>_writer</c>, so that memory and
/// database cannot tell different stories; what they choose by, <c>_placer</c> guards itself.
/// </remarks>
internal sealed partial class PlacementBook : IDisposable
{
    /// <summary>A room moves at most this often, however its shards flap.</summary>
    public static readonly TimeSpan BetweenMoves = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Rooms at once. Far more than any fleet holds; a flood of invented names ends here and not with the memory.
    /// </summary>
    public const int MaxRooms = 100_000;

    private readonly ConcurrentDictionary<RoomName, PlacedRoom> _placed = new();
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly PlacementJournal _journal;
    private readonly ConnectionTable _connections;
    private readonly MaintenanceBook _maintenances;
    private readonly TimeProvider _time;
    private readonly ILogger<PlacementBook> _logger;
    private readonly RoomPlacer _placer;
    private readonly ClaimLimit _claims;

    /// <summary>When rows were read: a census of before says nothing of their rooms.</summary>
    private DateTimeOffset _readAt;

    /// <summary>An empty book; <see cref="LoadAsync"/> fills it.</summary>
    public PlacementBook(
        Database database, ConnectionTable connections, MeetingHistory history, MaintenanceBook maintenances, PlacementOptions options, TimeProvider time, ILogger<PlacementBook> logger)
    {
        _journal = new PlacementJournal(database, logger);
        _connections = connections;
        _maintenances = maintenances;
        _time = time;
        _logger = logger;
        _placer = new RoomPlacer(connections, history, options, time);
        _claims = new ClaimLimit(time);
    }

    /// <summary>Rooms that live somewhere.</summary>
    public int Count => _placed.Count;

    /// <summary>
    /// The shard that a room lives on, if it lives anywhere and that shard is not down. Writes nothing, allocates
    /// nothing. A shard that was not heard of yet still has its rooms: after a restart they are only unknown.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="fleet">The fleet now.</param>
    /// <param name="needs">What it asks of a shard: on one that does not suit it does not live.</param>
    public Shard? Find(RoomName room, FleetSnapshot fleet, RoomNeeds needs = default) =>
        _placed.TryGetValue(room, out var placed) ? Usable(placed.Shard, fleet, needs) : null;

    /// <summary>Whether that room lives anywhere, on a shard that is up or not.</summary>
    public bool Has(RoomName room) => _placed.ContainsKey(room);

    /// <summary>As <see cref="Find"/>, for a signalling request: it keeps the room from being released.</summary>
    public Shard? Use(RoomName room, FleetSnapshot fleet, RoomNeeds needs = default) =>
        _placed.TryGetValue(room, out var placed) && Usable(placed.Shard, fleet, needs) is { } shard && placed.TryUse(_time.GetUtcNow())
            ? shard
            : null;

    /// <summary>
    /// Where the page of a room comes from: its shard, or the one that it would be placed on or moved to. Nothing is
    /// stored. Null when no shard may take it.
    /// </summary>
    public Shard? Propose(RoomName room, FleetSnapshot fleet, IPAddress source, RoomNeeds needs = default) =>
        !_placed.TryGetValue(room, out var placed)
            ? _placer.Propose(_placer.AskOf(room, needs), fleet, source)
            : Usable(placed.Shard, fleet, needs) ?? _placer.Propose(_placer.AskOf(room, needs, leaves: placed.Shard), fleet, source);

    /// <summary>
    /// The shard of a room, placed now if it lived nowhere, or elsewhere if its shard is down. A source opens a bounded number of
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
            if (_maintenances.Now is { } maintenance)
                return new ClaimAnswer.NoNewRooms(maintenance);
            if (source is not null && !_claims.Takes(source, out var wait))
                return new ClaimAnswer.TooMany(wait);
            return await PlaceAsync(room, fleet, needs);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private async ValueTask<ClaimAnswer> PlaceAsync(RoomName room, FleetSnapshot fleet, RoomNeeds needs)
    {
        if (_placed.Count >= MaxRooms)
            return new ClaimAnswer.NoShardFree();
        var choice = Choose(_placer.AskOf(room, needs), fleet);
        if (choice.Shard is not { } wish)
            return new ClaimAnswer.NoShardFree();
        var decision = new PlacedRoom(room, wish, Now, generation: 1, Now) { Why = choice };
        var placed = await _journal.ClaimAsync(decision) is { } row ? FromRow(decision, row) : decision;
        Keep(placed);
        Log.Placed(_logger, room.Key, placed.Shard.Name);
        // The row may be an older one that points at a shard which has died since.
        return Usable(placed.Shard, fleet, needs) is { } shard
            ? new ClaimAnswer.Placed(shard)
            : await MoveAsync(placed, fleet, needs);
    }

    private Choice Choose(in RoomAsk ask, FleetSnapshot fleet) =>
        // Without the database nobody can be asked; what everybody computes alike needs no asking.
        _journal.IsAway ? RoomPlacer.Hash(ask, fleet) : _placer.Choose(ask, fleet);

    private void Keep(PlacedRoom placed)
    {
        if (_placed.TryGetValue(placed.Room, out var before))
            _placer.Went(before);
        _placed[placed.Room] = placed;
        _placer.Came(placed);
    }

    private static Shard? Usable(ShardId id, FleetSnapshot fleet, RoomNeeds needs) =>
        fleet.Find(id) is { Health: not NodeHealth.Down } state && needs.Suits(state.Shard) ? state.Shard : null;

    /// <summary>What the database says, who may have listened to somebody else; for the rest the decision.</summary>
    private static PlacedRoom FromRow(PlacedRoom decision, PlacementRow row) =>
        row.Shard == decision.Shard.Name && row.Generation == decision.Generation && row.PlacedAtMs == decision.PlacedAt.ToUnixTimeMilliseconds()
            ? decision
            : FromRow(decision.Room, row, decision.PlacedAt);

    private static PlacedRoom FromRow(RoomName room, PlacementRow row, DateTimeOffset now, bool isUnknown = false)
    {
        // A clock that went ahead has written what is yet to come; that has begun by now.
        var placedAt = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(row.PlacedAtMs, now.ToUnixTimeMilliseconds()));
        return new PlacedRoom(room, new ShardId(row.Shard), placedAt, row.Generation, usedAt: now)
        {
            Why = ChoiceText.Read(row.Why),
            IsUnknown = isUnknown,
        };
    }

    /// <summary>All rooms, without the locks and the copy of <c>Values</c>: nobody who comes meanwhile waits.</summary>
    private IEnumerable<PlacedRoom> Placed => _placed.Select(one => one.Value);

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
