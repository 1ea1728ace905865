namespace ConferenceGateway.Lab;

/// <summary>
/// What a shard does wrong, settable at any moment; it holds from the next request on, on open connections too.
/// A request that meets a fault is recorded all the same.
/// </summary>
public sealed class LabFaults
{
    private volatile bool _silent;
    private volatile bool _halfAnswer;
    private volatile bool _setCookie;
    private volatile byte[]? _garbage;
    private volatile string? _redirect;
    private volatile int _healthStatus = 200;
    private volatile LabAnswer? _instead;
    private readonly Lock _gate = new();
    private double _errorShare;
    private double _errorsDue;
    private long _delayTicks;
    private TaskCompletionSource _speaks = Done();

    /// <summary>
    /// Takes connections and requests, and never answers them. Open sockets and polls stand still too, as those of a stopped
    /// process; they go on where they were when it ends.
    /// </summary>
    public bool Silent
    {
        get => _silent;
        set
        {
            lock (_gate)
            {
                _silent = value;
                if (!value)
                    _speaks.TrySetResult();
                else if (_speaks.Task.IsCompleted)
                    _speaks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Answers this part of all requests with 500, evenly spread: 0 to 1.</summary>
    public double ErrorShare
    {
        get => Volatile.Read(ref _errorShare);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            Volatile.Write(ref _errorShare, value);
        }
    }

    /// <summary>Lets every request wait so long before it is looked at.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Interlocked.Exchange(ref _delayTicks, value.Ticks);
        }
    }

    /// <summary>Answers everything with this; null = answers properly.</summary>
    public LabAnswer? Instead
    {
        get => _instead;
        set => _instead = value;
    }

    /// <summary>Promises more bytes than it sends, then cuts the connection.</summary>
    public bool HalfAnswer
    {
        get => _halfAnswer;
        set => _halfAnswer = value;
    }

    /// <summary>Adds headers to every answer that a shard should have no say in: cookies, site data, transport security, …</summary>
    public bool SetCookie
    {
        get => _setCookie;
        set => _setCookie = value;
    }

    /// <summary>Answers with these bytes, which need not be HTTP; null = answers properly.</summary>
    public byte[]? Garbage
    {
        get => _garbage;
        set => _garbage = value;
    }

    /// <summary>Answers everything with 302 to this <c>Location</c>, unchecked; null = answers properly.</summary>
    public string? Redirect
    {
        get => _redirect;
        set => _redirect = value;
    }

    /// <summary>Status of a shard's <c>GET /http-bind</c>, which the gateway takes for its health; of a bridge's <c>/about/health</c>.</summary>
    public int HealthStatus
    {
        get => _healthStatus;
        set => _healthStatus = value;
    }

    /// <summary>Everything right again.</summary>
    public void Clear()
    {
        Silent = HalfAnswer = SetCookie = false;
        Garbage = null;
        Redirect = null;
        Instead = null;
        ErrorShare = 0;
        Delay = TimeSpan.Zero;
        HealthStatus = 200;
    }

    /// <summary>Ends when it is not silent.</summary>
    internal Task SpeaksAsync(CancellationToken cancel)
    {
        lock (_gate)
            return _speaks.Task.WaitAsync(cancel);
    }

    /// <summary>Whether this request is one of those that fail.</summary>
    internal bool TakesError()
    {
        lock (_gate)
        {
            _errorsDue += ErrorShare;
            if (_errorsDue < 1)
                return false;
            _errorsDue -= 1;
            return true;
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }
}
