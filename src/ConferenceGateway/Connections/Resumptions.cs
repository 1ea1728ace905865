using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>
/// By which id (XEP-0198) which session could be taken up again. Prosody asks only whether the token is good for any room,
/// so whoever was sent out of one room could come back through another: who may take up what is decided here. Bounded.
/// Thread-safe.
/// </summary>
internal sealed class Resumptions(TimeProvider time)
{
    /// <summary>A closed session is kept this long; Prosody keeps it for a minute.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>
    /// So long after the start an id that is not known may be one of before, and passes: else every restart would throw
    /// out whole meetings. Those of before have ended at Prosody by then.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>More are not remembered; whoever is not can join anew.</summary>
    public const int Most = 65_536;

    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Connection> _byId = new(StringComparer.Ordinal);

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get { lock (_lock) return _byId.Count; }
    }

    /// <summary>Prosody has said the id of that connection. An id that is known stays whose it is.</summary>
    public void Learn(string id, Connection connection)
    {
        lock (_lock)
        {
            if (_byId.Count < Most)
                _byId.TryAdd(id, connection);
        }
    }

    /// <summary>Whether a visitor whom the door lets in may take up the session of that id: their own, of this room.</summary>
    public bool MayTakeUp(string id, RoomName room, ShardId shard, Visitor visitor)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(id, out var known))
                return time.GetUtcNow() - _start < Grace;
            return !known.IsDismissed && known.Room == room && known.Shard == shard && known.Visitor.Ticket == visitor.Ticket;
        }
    }

    /// <summary>The session of that id goes on in this connection.</summary>
    public void TakeUp(string id, Connection connection)
    {
        lock (_lock)
        {
            if (_byId.Count < Most || _byId.ContainsKey(id))
                _byId[id] = connection;
        }
    }

    /// <summary>Forgets what nobody can take up any more; called every few seconds.</summary>
    public void Sweep()
    {
        var limit = time.GetUtcNow() - Kept;
        lock (_lock)
        {
            foreach (var (id, connection) in _byId)
            {
                if (connection.ClosedAt < limit)
                    _byId.Remove(id);
            }
        }
    }
}
