using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>
/// What the gateway itself knows of each shard's load, kept up as it changes, so that a choice walks one array: connections,
/// rooms, and the people whom young rooms still expect. Thread-safe.
/// </summary>
internal sealed class ShardLoads
{
    /// <summary>Whoever is expected has come within this time, or does not come.</summary>
    public static readonly TimeSpan Youth = TimeSpan.FromMinutes(20);

    private readonly Lock _lock = new();
    private readonly ConnectionTable _connections;
    private readonly TimeProvider _time;
    private readonly Dictionary<ShardId, Counts> _byShard = [];
    private readonly Dictionary<RoomName, Young> _young = [];
    private readonly PriorityQueue<Young, DateTimeOffset> _firstToGrowUp = new();

    /// <summary>In the order of the fleet that was asked about last.</summary>
    private ShardLoad[] _loads = [];
    private FleetSnapshot? _order;

    public ShardLoads(ConnectionTable connections, TimeProvider time)
    {
        _connections = connections;
        _time = time;
        connections.Opened += connection => Count(connection, 1);
        connections.Closed += connection => Count(connection, -1);
    }

    /// <summary>The choice by what is known now.</summary>
    public Choice Choose(FleetSnapshot fleet, in RoomAsk ask)
    {
        lock (_lock)
        {
            GrowUp();
            Order(fleet);
            return ShardChoice.Choose(fleet, _loads, ask);
        }
    }

    /// <summary>Counts a room that may come to that shard: it is young there for so long, unless it comes.</summary>
    public void Reserve(RoomName room, ShardId shard, double expected, TimeSpan lifetime)
    {
        lock (_lock)
        {
            GrowUp();
            Become(new Young(room, Of(shard), expected, _time.GetUtcNow() + lifetime, isRoom: true));
        }
    }

    /// <summary>Counts a room that lives on that shard since then.</summary>
    public void Came(RoomName room, ShardId shard, double expected, DateTimeOffset since)
    {
        lock (_lock)
        {
            GrowUp();
            var counts = Of(shard);
            counts.Rooms++;
            Write(counts);
            if (since + Youth > _time.GetUtcNow())
                Become(new Young(room, counts, expected, since + Youth, isRoom: false));
            else
                End(room);
        }
    }

    /// <summary>A room lives there no longer.</summary>
    public void Went(RoomName room, ShardId shard)
    {
        lock (_lock)
        {
            var counts = Of(shard);
            counts.Rooms--;
            Write(counts);
            if (_young.TryGetValue(room, out var young) && young.Counts == counts)
                End(room);
        }
    }

    private void Count(Connection connection, int change)
    {
        lock (_lock)
        {
            var counts = Of(connection.Shard);
            counts.Connections += change;
            if (_young.TryGetValue(connection.Room, out var young))
                Await(young);
            Write(counts);
        }
    }

    private void Become(Young young)
    {
        End(young.Room);
        _young[young.Room] = young;
        _firstToGrowUp.Enqueue(young, young.Until);
        if (young.IsRoom)
            young.Counts.Rooms++;
        Await(young);
    }

    private void End(RoomName room)
    {
        if (!_young.Remove(room, out var young))
            return;
        young.Counts.Reserved -= young.Awaited;
        if (young.IsRoom)
            young.Counts.Rooms--;
        Write(young.Counts);
    }

    /// <summary>Whom a young room expects beyond those who are there; those of one that moves are on their way.</summary>
    private void Await(Young young)
    {
        var awaited = Math.Max(0, young.Expected - _connections.CountOf(young.Room, young.Counts.Shard));
        young.Counts.Reserved += awaited - young.Awaited;
        young.Awaited = awaited;
        Write(young.Counts);
    }

    private void GrowUp()
    {
        var now = _time.GetUtcNow();
        while (_firstToGrowUp.TryPeek(out var first, out var until) && until <= now)
        {
            _firstToGrowUp.Dequeue();
            if (_young.GetValueOrDefault(first.Room) == first)
                End(first.Room);
        }
    }

    private Counts Of(ShardId shard)
    {
        if (!_byShard.TryGetValue(shard, out var counts))
            _byShard[shard] = counts = new Counts(shard);
        return counts;
    }

    private void Write(Counts counts)
    {
        if (counts.Index >= 0)
            _loads[counts.Index] = new ShardLoad(counts.Connections, counts.Rooms, counts.Reserved);
    }

    /// <summary>Brings the array into the order of a fleet. A new snapshot mostly has the shards of the last one.</summary>
    private void Order(FleetSnapshot fleet)
    {
        if (!IsInOrder(fleet))
        {
            foreach (var counts in _byShard.Values)
                counts.Index = -1;
            _loads = new ShardLoad[fleet.Shards.Length];
            for (var index = 0; index < _loads.Length; index++)
            {
                var counts = Of(fleet.Shards[index].Id);
                counts.Index = index;
                Write(counts);
            }
        }

        _order = fleet;
    }

    private bool IsInOrder(FleetSnapshot fleet)
    {
        if (ReferenceEquals(_order, fleet))
            return true;
        if (_order?.Shards.Length != fleet.Shards.Length)
            return false;
        for (var index = 0; index < fleet.Shards.Length; index++)
        {
            if (_order.Shards[index].Id != fleet.Shards[index].Id)
                return false;
        }

        return true;
    }

    private sealed class Counts(ShardId shard)
    {
        public ShardId Shard { get; } = shard;

        public int Index { get; set; } = -1;

        public int Connections { get; set; }

        public int Rooms { get; set; }

        public double Reserved { get; set; }
    }

    /// <summary>A room whose people are still expected; one that is only proposed counts as a room of its shard by it alone.</summary>
    private sealed class Young(RoomName room, Counts counts, double expected, DateTimeOffset until, bool isRoom)
    {
        public RoomName Room { get; } = room;

        public Counts Counts { get; } = counts;

        public double Expected { get; } = expected;

        public DateTimeOffset Until { get; } = until;

        public bool IsRoom { get; } = isRoom;

        /// <summary>What of it is counted as reserved.</summary>
        public double Awaited { get; set; }
    }
}
