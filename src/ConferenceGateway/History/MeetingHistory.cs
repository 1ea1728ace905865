using System.Data.Common;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Storage;

namespace ConferenceGateway.History;

/// <summary>
/// How meetings went: what rooms are placed by, and what drains are foretold by. Memory, bounded, in front of the database.
/// Thread-safe.
/// </summary>
internal sealed partial class MeetingHistory(MeetingStore store, Database database, TimeProvider time, ILogger<MeetingHistory> logger)
{
    /// <summary>Rooms that are known in memory; whose last meeting is the longest ago goes first.</summary>
    public const int MostRooms = 20_000;

    /// <summary>Meetings that are read at the start.</summary>
    public const int MostRead = 50_000;

    /// <summary>Durations of all rooms together.</summary>
    public const int MostDurations = 1_000;

    /// <summary>Meetings that wait for a database that is away.</summary>
    public const int MostUnwritten = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<RoomName, (RoomPast Past, LinkedListNode<RoomName> Place)> _byRoom = [];
    private readonly LinkedList<RoomName> _longestAgoFirst = [];
    private readonly Queue<TimeSpan> _durations = new();
    private readonly List<MeetingRow> _unwritten = [];
    private bool _isAway;

    /// <summary>Reads what earlier runs of the gateway have written.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task LoadAsync()
    {
        try
        {
            foreach (var row in (await store.LatestAsync(MostRead)).Reverse())
            {
                if (RoomName.TryParseKey(row.Room, out var room))
                    Remember(room, (int)row.Peak, TimeSpan.FromMilliseconds(row.EndedMs - row.StartedMs));
            }
        }
        catch (DbException e)
        {
            throw database.Fault(e);
        }
    }

    /// <summary>How many people come to a meeting of that room, by its last meetings: the 80th percentile of their peaks; null = it had none.</summary>
    public int? ExpectedOf(RoomName room)
    {
        lock (_lock)
            return _byRoom.TryGetValue(room, out var known) ? known.Past.Expected : null;
    }

    /// <summary>How long the last meetings of that room lasted; none = it had none.</summary>
    public IReadOnlyList<TimeSpan> DurationsOf(RoomName room)
    {
        lock (_lock)
            return _byRoom.TryGetValue(room, out var known) ? known.Past.Durations : [];
    }

    /// <summary>How long the last meetings of all rooms lasted.</summary>
    public IReadOnlyList<TimeSpan> Durations
    {
        get { lock (_lock) return [.. _durations]; }
    }

    /// <summary>A meeting is over. One in which nobody met anybody says nothing about the next.</summary>
    public void Record(Meeting meeting)
    {
        if (meeting.Peak < 2)
            return;
        Remember(meeting.Room, meeting.Peak, meeting.Duration);
        lock (_lock)
        {
            if (_unwritten.Count < MostUnwritten)
                _unwritten.Add(MeetingRow.Of(meeting, time.LocalTimeZone));
        }
    }

    /// <summary>Writes what is recorded; while the database is away, it waits.</summary>
    public async Task WriteAsync()
    {
        MeetingRow[] rows;
        lock (_lock)
            rows = [.. _unwritten];
        if (rows.Length == 0)
            return;
        try
        {
            await store.AddAsync(rows);
            lock (_lock)
                _unwritten.RemoveRange(0, rows.Length);
            _isAway = false;
        }
        catch (DbException e)
        {
            if (!_isAway)
                Log.Away(logger, Database.Explain(e));
            _isAway = true;
        }
    }

    private void Remember(RoomName room, int peak, TimeSpan duration)
    {
        lock (_lock)
        {
            if (_byRoom.TryGetValue(room, out var known))
                _longestAgoFirst.Remove(known.Place);
            else
                _byRoom[room] = known = (new RoomPast(), new LinkedListNode<RoomName>(room));
            _longestAgoFirst.AddLast(known.Place);
            known.Past.Add(peak, duration);
            if (_byRoom.Count > MostRooms)
            {
                _byRoom.Remove(_longestAgoFirst.First!.Value);
                _longestAgoFirst.RemoveFirst();
            }

            if (_durations.Count == MostDurations)
                _durations.Dequeue();
            _durations.Enqueue(duration);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3100, LogLevel.Warning, "Meetings that are over cannot be written, and wait: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}
