using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>How many rooms live on each shard, and how many came in the last minute. Not thread-safe.</summary>
internal sealed class ShardTally(TimeProvider time)
{
    /// <summary>Whom a chair expects has come within this time, or does not come.</summary>
    private static readonly TimeSpan Reservation = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ShardId, Counts> _counts = [];

    public int RoomsOn(ShardId shard) => _counts.TryGetValue(shard, out var counts) ? counts.Rooms : 0;

    public int LatelyOn(ShardId shard)
    {
        if (!_counts.TryGetValue(shard, out var counts))
            return 0;
        var limit = time.GetUtcNow() - Lately;
        while (counts.Arrivals.TryPeek(out var first) && first <= limit)
            counts.Arrivals.Dequeue();
        return counts.Arrivals.Count;
    }

    /// <summary>People whom the chairs of young rooms expect and who are not there yet.</summary>
    public int ReservedOn(ShardId shard, Func<RoomName, int> present)
    {
        if (!_counts.TryGetValue(shard, out var counts) || counts.Expected.Count == 0)
            return 0;
        var limit = time.GetUtcNow() - Reservation;
        foreach (var (room, expected) in counts.Expected)
        {
            if (expected.Since <= limit)
                counts.Expected.Remove(room);
        }

        return counts.Expected.Sum(each => Math.Max(0, each.Value.People - present(each.Key)));
    }

    public void RoomCame(ShardId shard) => Of(shard).Rooms++;

    public void RoomWent(ShardId shard) => Of(shard).Rooms--;

    /// <summary>Counts a room as young on a shard for the next minute: placed, or proposed.</summary>
    public void Arrived(ShardId shard, RoomName room, int? expected)
    {
        LatelyOn(shard);
        var now = time.GetUtcNow();
        Of(shard).Arrivals.Enqueue(now);
        if (expected is not { } people)
            return;
        // A room that moved is expected in one place.
        foreach (var counts in _counts.Values)
            counts.Expected.Remove(room);
        Of(shard).Expected[room] = (people, now);
    }

    private Counts Of(ShardId shard)
    {
        if (!_counts.TryGetValue(shard, out var counts))
            _counts[shard] = counts = new Counts();
        return counts;
    }

    private sealed class Counts
    {
        public int Rooms { get; set; }

        public Queue<DateTimeOffset> Arrivals { get; } = [];

        public Dictionary<RoomName, (int People, DateTimeOffset Since)> Expected { get; } = [];
    }
}
