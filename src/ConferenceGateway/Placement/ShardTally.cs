using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>How many rooms live on each shard, and how many came in the last minute. Not thread-safe.</summary>
internal sealed class ShardTally(TimeProvider time)
{
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

    public void RoomCame(ShardId shard) => Of(shard).Rooms++;

    public void RoomWent(ShardId shard) => Of(shard).Rooms--;

    /// <summary>Counts a room as young on a shard for the next minute: placed, or proposed.</summary>
    public void Arrived(ShardId shard)
    {
        LatelyOn(shard);
        Of(shard).Arrivals.Enqueue(time.GetUtcNow());
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
    }
}
