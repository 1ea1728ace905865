using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>
/// Every open connection, counted for its room and its shard: the one place that knows who is there and that can end it.
/// Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing; disposing it would race with ending.")]
internal sealed class ConnectionTable(TimeProvider time)
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<ShardId, HashSet<Connection>> _byShard = new();
    private readonly ConcurrentDictionary<RoomName, RoomPresence> _byRoom = new();

    /// <summary>Meetings of rooms that were forgotten, until somebody takes them.</summary>
    private readonly ConcurrentQueue<Meeting> _over = new();

    /// <summary>Fires when the gateway ends everything that stays open; for sockets that are not counted.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>A connection was opened. Whoever hears it waits for nothing, and does not fail.</summary>
    public event Action<Connection>? Opened;

    /// <summary>A connection was closed. Whoever hears it waits for nothing, and does not fail.</summary>
    public event Action<Connection>? Closed;

    /// <summary>Counts a new connection until <see cref="Close"/>.</summary>
    public Connection Open(RoomName room, ShardId shard, Visitor visitor)
    {
        var connection = new Connection(room, shard, visitor, time.GetUtcNow());
        var set = _byShard.GetOrAdd(shard, static _ => []);
        lock (set)
            set.Add(connection);
        // A presence that was forgotten at this moment takes nobody in any more; the next one does.
        while (!_byRoom.GetOrAdd(room, static _ => new RoomPresence()).TryEnter(connection, connection.OpenedAt))
        {
        }

        // Whoever ended the others did not see this one.
        if (_end.IsCancellationRequested)
            connection.End();
        Opened?.Invoke(connection);
        return connection;
    }

    /// <summary>Stops counting it. A second call does nothing.</summary>
    public void Close(Connection connection)
    {
        if (!_byShard.TryGetValue(connection.Shard, out var set))
            return;
        bool wasOpen;
        lock (set)
            wasOpen = set.Remove(connection);
        if (!wasOpen)
            return;
        connection.ClosedAt = time.GetUtcNow();
        if (_byRoom.TryGetValue(connection.Room, out var presence))
            presence.Leave(connection, time.GetUtcNow());
        Closed?.Invoke(connection);
    }

    /// <summary>Open connections to a shard.</summary>
    public int CountOf(ShardId shard)
    {
        if (!_byShard.TryGetValue(shard, out var set))
            return 0;
        lock (set)
            return set.Count;
    }

    /// <summary>Open connections of a room.</summary>
    public int CountOf(RoomName room) => _byRoom.TryGetValue(room, out var presence) ? presence.Count : 0;

    /// <summary>Open connections of a room to that shard: a room that has just moved has some elsewhere.</summary>
    public int CountOf(RoomName room, ShardId shard) => _byRoom.TryGetValue(room, out var presence) ? presence.CountOn(shard) : 0;

    /// <summary>People in a room: whoever has two windows open is one.</summary>
    public int PeopleIn(RoomName room) => _byRoom.TryGetValue(room, out var presence) ? presence.People : 0;

    /// <summary>Most people at one moment of the meeting that runs in a room, or ended a moment ago; 0 = there is none.</summary>
    public int PeakOf(RoomName room) => _byRoom.TryGetValue(room, out var presence) ? presence.Peak : 0;

    /// <summary>The meetings that are over, each once.</summary>
    public IReadOnlyList<Meeting> TakeOver()
    {
        var now = time.GetUtcNow();
        var over = new List<Meeting>();
        while (_over.TryDequeue(out var meeting))
            over.Add(meeting);
        foreach (var (room, presence) in _byRoom)
            over.AddRange(presence.TakeOver(room, now));
        return over;
    }

    /// <summary>The open connections of a room, the longest first.</summary>
    public IReadOnlyList<Connection> Of(RoomName room) => _byRoom.TryGetValue(room, out var presence) ? presence.All : [];

    /// <summary>Who is in a room, or was a moment ago and can come back; nobody whose right has ended.</summary>
    public IReadOnlyList<Visitor> InsideOf(RoomName room) => _byRoom.TryGetValue(room, out var presence) ? presence.Inside(time.GetUtcNow()) : [];

    /// <summary>Whether a moderator is in a room.</summary>
    public bool HasModerator(RoomName room) => _byRoom.TryGetValue(room, out var presence) && presence.HasModerator;

    /// <summary>When the last connection of a room closed, if none is open now and one was; else null.</summary>
    public DateTimeOffset? EmptySince(RoomName room) =>
        _byRoom.TryGetValue(room, out var presence) ? presence.EmptySince : null;

    /// <summary>The rooms of a shard that everybody left before that moment, and that are not forgotten yet.</summary>
    public IEnumerable<RoomName> LeftOn(ShardId shard, DateTimeOffset before) =>
        _byRoom.Where(room => room.Value.WasLeft(shard, before)).Select(room => room.Key);

    /// <summary>Drops the memory of a room that has no connection.</summary>
    public void Forget(RoomName room)
    {
        if (_byRoom.TryGetValue(room, out var presence) && presence.TryRetire())
        {
            _byRoom.TryRemove(new KeyValuePair<RoomName, RoomPresence>(room, presence));
            foreach (var meeting in presence.TakeOver(room, time.GetUtcNow()))
                _over.Enqueue(meeting);
        }
    }

    /// <summary>Ends the connections of a room whose right has ended.</summary>
    /// <returns>How many.</returns>
    public int Dismiss(RoomName room, Func<Connection, bool> isOver) => Dismiss(Of(room), isOver);

    /// <summary>Ends the connections of all rooms whose right has ended.</summary>
    /// <returns>How many.</returns>
    public int Dismiss(Func<Connection, bool> isOver) => _byRoom.Values.Sum(presence => Dismiss(presence.All, isOver));

    /// <summary>
    /// Ends the connections of a room that has moved away from a shard, and tells the shard first. Nobody's right has ended:
    /// they come again, and to where the room lives now.
    /// </summary>
    /// <returns>How many.</returns>
    public int SendAway(RoomName room, ShardId from)
    {
        var count = 0;
        foreach (var connection in Of(room))
        {
            if (connection.Shard != from)
                continue;
            connection.Leave();
            count++;
        }

        return count;
    }

    /// <summary>Ends every connection, and tells the shards first; nobody's right has ended. Those that are ending already are left alone.</summary>
    /// <returns>How many.</returns>
    public int SendAllAway() => _byRoom.Values.Sum(presence => presence.All.Count(connection => connection.Leave()));

    /// <summary>
    /// Ends every connection to a shard. A client on a dead socket does not ask again until its own pings fail; on a
    /// closed one it does at once.
    /// </summary>
    /// <returns>How many were ended.</returns>
    public int EndAll(ShardId shard)
    {
        if (!_byShard.TryGetValue(shard, out var set))
            return 0;
        Connection[] all;
        lock (set)
            all = [.. set];
        foreach (var connection in all)
            connection.End();
        return all.Length;
    }

    /// <summary>Ends every connection, and each that comes later: the gateway itself ends.</summary>
    public void EndAll()
    {
        _end.Cancel();
        foreach (var shard in _byShard.Keys)
            EndAll(shard);
    }

    private static int Dismiss(IReadOnlyList<Connection> connections, Func<Connection, bool> isOver)
    {
        var count = 0;
        foreach (var connection in connections)
        {
            if (connection.IsDismissed || !isOver(connection))
                continue;
            connection.Dismiss();
            count++;
        }

        return count;
    }
}
