using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>Who is in one room. Thread-safe.</summary>
internal sealed class RoomPresence
{
    /// <summary>Whoever comes back within this time was never gone. Prosody keeps the session of a cut socket for a minute.</summary>
    public static readonly TimeSpan Absence = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly HashSet<Connection> _open = [];

    /// <summary>Those who can be known again, also while they are away.</summary>
    private readonly Dictionary<string, Person> _known = new(StringComparer.Ordinal);

    private bool _retired;
    private DateTimeOffset? _emptySince;
    private ShardId? _last;
    private int _guests;
    private int _people;

    /// <summary>The meeting that runs, or ended a moment ago and may go on.</summary>
    private (DateTimeOffset Began, int Peak, ShardId Shard)? _meeting;
    private List<Meeting>? _over;

    public int Count
    {
        get { lock (_lock) return _open.Count; }
    }

    /// <summary>Open connections to that shard.</summary>
    public int CountOn(ShardId shard)
    {
        lock (_lock)
        {
            var count = 0;
            foreach (var connection in _open)
            {
                if (connection.Shard == shard)
                    count++;
            }

            return count;
        }
    }

    /// <summary>People with at least one open connection.</summary>
    public int People
    {
        get { lock (_lock) return _people; }
    }

    /// <summary>Most people at one moment of the meeting that runs, or ended a moment ago; 0 = there is none.</summary>
    public int Peak
    {
        get { lock (_lock) return _meeting?.Peak ?? 0; }
    }

    /// <summary>The open connections, the longest first.</summary>
    public IReadOnlyList<Connection> All
    {
        get { lock (_lock) return [.. _open.OrderBy(connection => connection.OpenedAt)]; }
    }

    public bool HasModerator
    {
        get
        {
            lock (_lock)
            {
                foreach (var connection in _open)
                {
                    if (connection.Visitor.IsModerator)
                        return true;
                }

                return false;
            }
        }
    }

    public DateTimeOffset? EmptySince
    {
        get { lock (_lock) return _open.Count == 0 ? _emptySince : null; }
    }

    /// <summary>Whether everybody left before that moment, and the last one who came had come to that shard.</summary>
    public bool WasLeft(ShardId shard, DateTimeOffset before)
    {
        lock (_lock)
            return _open.Count == 0 && _last == shard && _emptySince <= before;
    }

    /// <summary>Who is here, or was a moment ago and can come back; nobody whose right has ended.</summary>
    public IReadOnlyList<Visitor> Inside(DateTimeOffset now)
    {
        lock (_lock)
        {
            ForgetGone(now);
            return [
                .. _open.Where(connection => !connection.IsDismissed).Select(connection => connection.Visitor),
                .. _known.Values.Where(person => person.Open == 0).Select(person => person.Visitor)];
        }
    }

    /// <summary>One more connection. False: the room was forgotten a moment ago.</summary>
    public bool TryEnter(Connection connection, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_retired)
                return false;
            ForgetGone(now);
            var person = PersonOf(connection.Visitor, now);
            person.Visitor = connection.Visitor;
            if (person.Open++ == 0)
                _people++;
            Meet(connection, now);
            if (connection.Visitor.Name is null)
                person.Number ??= ++_guests;
            connection.Person = person;
            _last = connection.Shard;
            return _open.Add(connection);
        }
    }

    /// <summary>One connection less.</summary>
    public void Leave(Connection connection, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_open.Remove(connection))
                return;
            if (_open.Count == 0)
                _emptySince = now;
            var person = connection.Person;
            if (--person.Open == 0)
                _people--;
            person.LeftAt = now;
            if (connection.IsDismissed && person.Open == 0 && KeyOf(person.Visitor) is { } key && _known.GetValueOrDefault(key) == person)
                _known.Remove(key);
        }
    }

    /// <summary>Forgets the room, unless somebody is in it.</summary>
    public bool TryRetire()
    {
        lock (_lock)
            return _retired = _open.Count == 0;
    }

    /// <summary>The meetings that are over, each once: nobody came back within <see cref="Absence"/>, or the room was forgotten.</summary>
    public IReadOnlyList<Meeting> TakeOver(RoomName room, DateTimeOffset now)
    {
        lock (_lock)
        {
            EndMeeting(room, now);
            var over = _over;
            _over = null;
            return over ?? [];
        }
    }

    private void Meet(Connection connection, DateTimeOffset now)
    {
        EndMeeting(connection.Room, now);
        _meeting = (_meeting?.Began ?? now, Math.Max(_meeting?.Peak ?? 0, _people), connection.Shard);
        _emptySince = null;
    }

    private void EndMeeting(RoomName room, DateTimeOffset now)
    {
        if (_meeting is not { } meeting || _emptySince is not { } ended || (now - ended <= Absence && !_retired))
            return;
        (_over ??= []).Add(new Meeting(room, meeting.Began, ended, meeting.Peak, meeting.Shard));
        _meeting = null;
    }

    // A ticket is one person with however many windows; two apps behind one address look the same, and are two.
    private Person PersonOf(Visitor visitor, DateTimeOffset now)
    {
        if (KeyOf(visitor) is not { } key)
            return new Person(visitor, now);
        if (_known.TryGetValue(key, out var known))
            return visitor.Ticket is not null || known.Open == 0 ? known : new Person(visitor, now);
        return _known[key] = new Person(visitor, now);
    }

    private void ForgetGone(DateTimeOffset now)
    {
        // Taking out what is at hand is allowed while walking.
        foreach (var (key, person) in _known)
        {
            if (person.Open == 0 && now - person.LeftAt > Absence)
                _known.Remove(key);
        }
    }

    private static string? KeyOf(Visitor visitor) => visitor.Ticket ?? visitor.Client;
}
