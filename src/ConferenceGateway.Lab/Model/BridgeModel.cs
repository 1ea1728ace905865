namespace ConferenceGateway.Lab.Model;

/// <summary>
/// One videobridge without its sockets: the meetings it carries, its drain flag, and what it tells of itself, later than it
/// is. There is no timer: whoever asks pays for the reports that fell due since somebody last asked, and between two
/// changes nothing changes, so they come out the same.
/// </summary>
/// <param name="traits">What it is.</param>
/// <param name="time">The clock.</param>
/// <param name="hangs">Whether it is stuck and sends no reports at the moment; null = never.</param>
public sealed class BridgeModel(BridgeTraits traits, TimeProvider time, Func<bool>? hangs = null)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MeetingSize> _meetings = new(StringComparer.Ordinal);
    private DateTimeOffset _startedAt = time.GetUtcNow();
    private DateTimeOffset? _presenceAt;
    private BridgeReport? _taken;
    private BridgeReport? _shown;
    private long _ticks;
    private bool _isUp = true;
    private bool _isHealthy = true;
    private bool _isDraining = traits.DrainsAtStart;
    private long _conferencesCreated;
    private long _endpointsCreated;

    /// <summary>What it is.</summary>
    public BridgeTraits Traits { get; } = traits;

    /// <summary>Whether it runs.</summary>
    public bool IsUp
    {
        get
        {
            lock (_gate)
                return _isUp;
        }
    }

    /// <summary>Whether its own check is content.</summary>
    public bool IsHealthy
    {
        get
        {
            lock (_gate)
                return _isHealthy;
        }
        set
        {
            lock (_gate)
            {
                Advance();
                _isHealthy = value;
            }
        }
    }

    /// <summary>
    /// Whether it has been told to drain. It refuses nothing because of it: it only passes it on to Jicofo, with its next
    /// report.
    /// </summary>
    public bool IsDraining
    {
        get
        {
            lock (_gate)
                return _isDraining;
        }
        set
        {
            lock (_gate)
            {
                Advance();
                _isDraining = value;
            }
        }
    }

    /// <summary>How it is, this moment.</summary>
    public BridgeReport Now
    {
        get
        {
            lock (_gate)
                return Measure(time.GetUtcNow());
        }
    }

    /// <summary>What it tells of itself: the measure before its latest; all zero before there are two.</summary>
    public BridgeReport Report
    {
        get
        {
            lock (_gate)
            {
                Advance();
                return _shown ?? new BridgeReport(_startedAt, 0, 0, 0, 0, 0, _isDraining, _isHealthy);
            }
        }
    }

    /// <summary>Its latest presence in Jicofo's room of bridges; null before the first.</summary>
    public BridgePresence? Presence
    {
        get
        {
            lock (_gate)
            {
                Advance();
                return _taken is { } taken && _presenceAt is { } at
                    ? new BridgePresence(at, _shown?.Stress ?? 0, taken.IsDraining, taken.IsHealthy)
                    : null;
            }
        }
    }

    /// <summary>Its meetings, by their rooms' addresses.</summary>
    public IReadOnlyDictionary<string, MeetingSize> Meetings
    {
        get
        {
            lock (_gate)
                return new Dictionary<string, MeetingSize>(_meetings);
        }
    }

    /// <summary>Meetings and people that it ever carried, since its start.</summary>
    public (long Conferences, long Endpoints) Totals
    {
        get
        {
            lock (_gate)
                return (_conferencesCreated, _endpointsCreated);
        }
    }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt
    {
        get
        {
            lock (_gate)
                return _startedAt;
        }
    }

    /// <summary>It dies. Its meetings have no media until somebody moves them.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isUp = false;
            _meetings.Clear();
        }
    }

    /// <summary>It starts, empty, and knows nothing of a drain that it was told before.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isUp = true;
            _meetings.Clear();
            _isDraining = Traits.DrainsAtStart;
            _startedAt = time.GetUtcNow();
            (_taken, _shown, _presenceAt, _ticks) = (null, null, null, 0);
            (_conferencesCreated, _endpointsCreated) = (0, 0);
        }
    }

    internal void Carry(string room, MeetingSize size)
    {
        lock (_gate)
        {
            Advance();
            if (!_meetings.TryGetValue(room, out var before))
                _conferencesCreated++;
            _endpointsCreated += Math.Max(0, size.People - before.People);
            _meetings[room] = size;
        }
    }

    internal void Drop(string room)
    {
        lock (_gate)
        {
            Advance();
            _meetings.Remove(room);
        }
    }

    /// <summary>Takes the measures that fell due. A moment after two of them, both say the same: nothing changed between.</summary>
    private void Advance()
    {
        if (!_isUp || hangs?.Invoke() is true)
            return;
        var now = time.GetUtcNow();
        var ticks = (now - _startedAt).Ticks / Traits.ReportInterval.Ticks;
        if (ticks <= _ticks)
            return;
        var at = _startedAt + (Traits.ReportInterval * ticks);
        _shown = ticks - _ticks > 1 ? Measure(at - Traits.ReportInterval) : _taken;
        _taken = Measure(at);
        _presenceAt = at;
        _ticks = ticks;
    }

    private BridgeReport Measure(DateTimeOffset at)
    {
        var (stress, people, cameras, largest) = (0.0, 0, 0, 0);
        foreach (var meeting in _meetings.Values)
        {
            stress += meeting.Stress;
            people += meeting.People;
            cameras += meeting.Cameras;
            largest = Math.Max(largest, meeting.People);
        }

        return new BridgeReport(at, stress / Traits.Capacity, _meetings.Count, people, cameras, largest, _isDraining, _isHealthy);
    }
}

/// <summary>What Jicofo hears from a bridge with each of its reports.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Stress">As reported.</param>
/// <param name="IsDraining">The drain flag, as it was then.</param>
/// <param name="IsHealthy">Whether its own check was content.</param>
public sealed record BridgePresence(DateTimeOffset At, double Stress, bool IsDraining, bool IsHealthy);
