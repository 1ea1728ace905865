using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>
/// A room that lives somewhere, as memory holds it in front of the database. It is replaced when it moves and retired
/// when it is released; whoever found a retired one claims anew.
/// </summary>
internal sealed class PlacedRoom(RoomName room, ShardId shard, DateTimeOffset placedAt, long generation, DateTimeOffset usedAt)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _usedAt = usedAt;
    private bool _isUnknown;
    private bool _retired;

    public RoomName Room { get; } = room;

    public ShardId Shard { get; } = shard;

    public DateTimeOffset PlacedAt { get; } = placedAt;

    public long Generation { get; } = generation;

    /// <summary>Why it was placed there; null = not known.</summary>
    public Choice? Why { get; init; }

    /// <summary>Whether it was read from the database and nobody has come since: who is in it is not known here.</summary>
    public bool IsUnknown
    {
        get { lock (_lock) return _isUnknown; }
        init => _isUnknown = value;
    }

    /// <summary>Notes that somebody signals, which keeps the room for a while. False: released at this moment.</summary>
    public bool TryUse(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_retired)
                return false;
            _isUnknown = false;
            _usedAt = now;
            return true;
        }
    }

    /// <summary>Releases it unless it was used since <paramref name="limit"/>.</summary>
    public bool TryRetire(DateTimeOffset limit)
    {
        lock (_lock)
        {
            if (_usedAt > limit)
                return false;
            return _retired = true;
        }
    }

    /// <summary>Releases it at once, unless somebody has come since it was read from the database.</summary>
    public bool TryRetireUnknown()
    {
        lock (_lock)
            return _retired = _isUnknown;
    }

    public PlacementRow ToRow() => new()
    {
        Room = Room.Key,
        Shard = Shard.Name,
        PlacedAtMs = PlacedAt.ToUnixTimeMilliseconds(),
        Generation = Generation,
        Why = Why is null ? null : ChoiceText.Write(Why),
    };
}
