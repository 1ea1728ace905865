namespace ConferenceGateway.Lab.Model;

/// <summary>
/// Jicofo without its sockets: which bridge carries which meeting, by the rules of its default strategy. A meeting gets the
/// bridge with the least corrected stress, prefers one that does not drain, and stays there.
/// </summary>
/// <param name="domain">The XMPP domain of the shard.</param>
/// <param name="time">The clock.</param>
/// <param name="minPeople">From how many people on a meeting needs a bridge (<c>jicofo.conference.min-participants</c>).</param>
public sealed class JicofoModel(string domain, TimeProvider time, int minPeople = 2)
{
    // jicofo.conference.single-participant-timeout
    private static readonly TimeSpan AloneTime = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly List<JicofoBridge> _bridges = [];
    private readonly Dictionary<string, Meeting> _meetings = new(StringComparer.Ordinal);
    private readonly HashSet<Meeting> _few = [];
    private long _moved;
    private long _lost;
    private long _created;
    private long _people;

    /// <summary>The room in which bridges report.</summary>
    public string Brewery { get; } = $"jvbbrewery@internal.auth.{domain}";

    /// <summary>The bridges that are in that room, as Jicofo sees them.</summary>
    public IReadOnlyList<JicofoBridgeView> Bridges
    {
        get
        {
            lock (_gate)
            {
                var now = Advance();
                return [.. _bridges.Select(bridge => bridge.See(now))];
            }
        }
    }

    /// <summary>All meetings.</summary>
    public IReadOnlyList<Conference> Conferences
    {
        get
        {
            lock (_gate)
            {
                Advance();
                return [.. _meetings.Values.Select(meeting => meeting.Show())];
            }
        }
    }

    /// <summary>Since the start: people who were moved because their bridge went, bridges that went, meetings, people.</summary>
    public (long Moved, long LostBridges, long Conferences, long People) Totals
    {
        get
        {
            lock (_gate)
                return (_moved, _lost, _created, _people);
        }
    }

    /// <summary>A bridge comes into the room of bridges. Until it reports it counts as draining.</summary>
    public void Meet(BridgeModel bridge)
    {
        lock (_gate)
        {
            var now = Advance();
            _bridges.Add(new JicofoBridge(bridge, Brewery, now));
            foreach (var meeting in _meetings.Values.Where(meeting => meeting.Bridge is null && meeting.Size.People >= minPeople))
                Place(meeting, now);
        }
    }

    /// <summary>A bridge has left the room of bridges: its meetings go to others, at once.</summary>
    public void Lose(BridgeModel bridge)
    {
        lock (_gate)
        {
            var now = Advance();
            if (_bridges.Find(known => known.Model == bridge) is not { } lost)
                return;
            _bridges.Remove(lost);
            _lost++;
            foreach (var meeting in OnBridge(lost))
            {
                _moved += meeting.Size.People;
                Place(meeting, now);
            }
        }
    }

    /// <summary>Who is in a meeting now; nobody: it is over.</summary>
    public void Count(string room, MeetingSize size)
    {
        lock (_gate)
        {
            var now = Advance();
            if (!_meetings.TryGetValue(room, out var meeting))
            {
                if (size.People == 0)
                    return;
                _meetings.Add(room, meeting = new Meeting(room, now));
                _created++;
            }

            _people += Math.Max(0, size.People - meeting.Size.People);
            meeting.Size = size;
            if (size.People == 0)
            {
                TakeOff(meeting);
                _few.Remove(meeting);
                _meetings.Remove(room);
                return;
            }

            if (size.People >= minPeople)
                _few.Remove(meeting);
            else if (_few.Add(meeting))
                meeting.FewSince = now;
            if (meeting.Bridge is not null)
                PutOn(meeting, meeting.Bridge, now);
            else if (size.People >= minPeople)
                Place(meeting, now);
        }
    }

    /// <summary>Everything is over: Jicofo starts anew, the bridges stay.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            foreach (var meeting in _meetings.Values)
                TakeOff(meeting);
            _meetings.Clear();
            _few.Clear();
        }
    }

    /// <summary>Moves so many people off a bridge, from the largest meetings first, or from one meeting only.</summary>
    /// <param name="bridge">Its address in the room of bridges, or its nick.</param>
    /// <param name="room">Only this meeting's; null = all.</param>
    /// <param name="people">How many, at most.</param>
    public MoveAnswer Move(string bridge, string? room, int people)
    {
        lock (_gate)
        {
            if (Find(bridge) is not { } from)
                return new MoveAnswer.NotFound("Bridge not found");
            if (room is not null && !_meetings.ContainsKey(room))
                return new MoveAnswer.NotFound("Conference not found");
            return MoveOff(from, room, people);
        }
    }

    /// <summary>Moves one person of a meeting; with <paramref name="bridge"/> only if they are there.</summary>
    /// <param name="room">The meeting.</param>
    /// <param name="isThere">Whether the person is in it.</param>
    /// <param name="bridge">Address or nick of a bridge; null = wherever they are.</param>
    public MoveAnswer MoveOne(string room, bool isThere, string? bridge)
    {
        lock (_gate)
        {
            var from = bridge is null ? null : Find(bridge);
            if (bridge is not null && from is null)
                return new MoveAnswer.NotFound("Bridge not found");
            if (!_meetings.TryGetValue(room, out var meeting))
                return new MoveAnswer.NotFound("Conference not found");
            return isThere && meeting.Bridge is { } on && (from ?? on) == on ? MoveOff(on, room, 1) : new MoveAnswer.Moved(0, 0);
        }
    }

    /// <summary>Moves a part of a bridge's people, from the largest meetings first; 1 = all.</summary>
    public MoveAnswer MoveFraction(string bridge, double fraction)
    {
        lock (_gate)
        {
            return Find(bridge) is { } from
                ? MoveOff(from, null, (int)Math.Floor((fraction * OnBridge(from).Sum(meeting => meeting.Size.People)) + 0.5))
                : new MoveAnswer.NotFound("Bridge not found");
        }
    }

    private MoveAnswer.Moved MoveOff(JicofoBridge from, string? room, int people)
    {
        var now = Advance();
        var (endpoints, conferences) = (0, 0);
        foreach (var meeting in OnBridge(from).Where(meeting => room is null || meeting.Room == room))
        {
            var part = Math.Min(meeting.Size.People, people - endpoints);
            if (part <= 0)
                break;
            endpoints += part;
            conferences++;
            // Without relays, who is taken off while others of the meeting stay is put where they are.
            if (part == meeting.Size.People)
                Place(meeting, now);
        }

        return new MoveAnswer.Moved(endpoints, conferences);
    }

    private JicofoBridge? Find(string bridge) =>
        _bridges.Find(known => known.Address == bridge) ?? _bridges.Find(known => known.Model.Traits.Nick == bridge);

    private Meeting[] OnBridge(JicofoBridge bridge) =>
        [.. _meetings.Values.Where(meeting => meeting.Bridge == bridge).OrderByDescending(meeting => meeting.Size.People)];

    private void Place(Meeting meeting, DateTimeOffset now)
    {
        TakeOff(meeting);
        if (Choose(now) is { } bridge)
            PutOn(meeting, bridge, now);
    }

    private static void PutOn(Meeting meeting, JicofoBridge bridge, DateTimeOffset now)
    {
        var more = meeting.Size.People - meeting.Counted;
        meeting.Bridge = bridge;
        meeting.Counted = meeting.Size.People;
        bridge.Endpoints += more;
        bridge.Added(now, more);
        bridge.Model.Carry(meeting.Room, meeting.Size);
    }

    private static void TakeOff(Meeting meeting)
    {
        if (meeting.Bridge is not { } bridge)
            return;
        bridge.Endpoints -= meeting.Counted;
        bridge.Model.Drop(meeting.Room);
        (meeting.Bridge, meeting.Counted) = (null, 0);
    }

    /// <summary>Each condition is kept only as long as it leaves somebody, but the first.</summary>
    private JicofoBridge? Choose(DateTimeOffset now)
    {
        var able = _bridges.Select(bridge => bridge.See(now)).Where(view => view.IsOperational && view.Bridge.Model.IsUp).ToArray();
        var staying = able.Where(view => !view.IsDraining).ToArray();
        return (staying.Length > 0 ? staying : able).MinBy(view => view.CorrectedStress)?.Bridge;
    }

    /// <summary>Ends what fell due: a meeting of one has no bridge for long.</summary>
    private DateTimeOffset Advance()
    {
        var now = time.GetUtcNow();
        foreach (var meeting in _few)
        {
            if (now - meeting.FewSince >= AloneTime)
                TakeOff(meeting);
        }

        return now;
    }

    private sealed class Meeting(string room, DateTimeOffset createdAt)
    {
        public string Room { get; } = room;

        public MeetingSize Size { get; set; }

        public JicofoBridge? Bridge { get; set; }

        /// <summary>Those of its people who count on the bridge.</summary>
        public int Counted { get; set; }

        public DateTimeOffset FewSince { get; set; }

        public Conference Show() => new(Room, createdAt, Size, Bridge);
    }
}
