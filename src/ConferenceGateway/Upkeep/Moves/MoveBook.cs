using ConferenceGateway.Core;
using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep.Moves;

/// <summary>
/// What was tried of each move. Memory alone: what is left to be moved is read anew from where rooms are, so a restart
/// loses counts and no room. Thread-safe.
/// </summary>
internal sealed class MoveBook
{
    /// <summary>What failed is left alone so long.</summary>
    public static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);

    /// <summary>How the move of a node goes.</summary>
    public MoveFacts Of(string node)
    {
        lock (_lock)
        {
            return _nodes.TryGetValue(node, out var known)
                ? new MoveFacts(known.Moved, [.. known.Failed.Values.OrderByDescending(failed => failed.At)])
                : new MoveFacts(0, []);
        }
    }

    /// <summary>Whether that room can be tried now: it was not, or long enough ago.</summary>
    public bool MayTry(string node, RoomName? room, DateTimeOffset now)
    {
        lock (_lock)
            return !_nodes.TryGetValue(node, out var known) || !known.NotBefore.TryGetValue(KeyOf(room), out var until) || until <= now;
    }

    /// <summary>It is being tried: not again before that time.</summary>
    public void Try(string node, RoomName? room, DateTimeOffset notBefore)
    {
        lock (_lock)
            NodeOf(node).NotBefore[KeyOf(room)] = notBefore;
    }

    /// <summary>Rooms are elsewhere.</summary>
    public void Moved(string node, RoomName? room, int rooms = 1)
    {
        lock (_lock)
        {
            var known = NodeOf(node);
            known.Moved += rooms;
            known.Failed.Remove(KeyOf(room));
            known.NotBefore.Remove(KeyOf(room));
        }
    }

    /// <summary>It did not work this time.</summary>
    public void Failed(string node, RoomName? room, MoveFault why, DateTimeOffset now, TimeSpan? retryAfter = null)
    {
        lock (_lock)
        {
            var known = NodeOf(node);
            var tries = known.Failed.TryGetValue(KeyOf(room), out var before) ? before.Tries + 1 : 1;
            known.Failed[KeyOf(room)] = new FailedMove(room, why, tries, now);
            known.NotBefore[KeyOf(room)] = now + (retryAfter ?? BetweenTries);
        }
    }

    /// <summary>Keeps what is said of these rooms alone: the others have ended, or are elsewhere.</summary>
    public void Keep(string node, IEnumerable<RoomName?> rooms)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(node, out var known))
                return;
            var kept = rooms.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in known.Failed.Keys.Where(room => !kept.Contains(room)).ToArray())
                known.Failed.Remove(gone);
            foreach (var gone in known.NotBefore.Keys.Where(room => !kept.Contains(room)).ToArray())
                known.NotBefore.Remove(gone);
        }
    }

    /// <summary>Forgets all nodes but these: they are not being moved any more.</summary>
    public void KeepOnly(IReadOnlySet<string> nodes)
    {
        lock (_lock)
        {
            foreach (var gone in _nodes.Keys.Where(node => !nodes.Contains(node)).ToArray())
                _nodes.Remove(gone);
        }
    }

    private Node NodeOf(string node)
    {
        if (!_nodes.TryGetValue(node, out var known))
            _nodes[node] = known = new Node();
        return known;
    }

    private static string KeyOf(RoomName? room) => room?.Key ?? "";

    private sealed class Node
    {
        public int Moved { get; set; }

        public Dictionary<string, FailedMove> Failed { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, DateTimeOffset> NotBefore { get; } = new(StringComparer.Ordinal);
    }
}
