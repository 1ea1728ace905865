namespace ConferenceGateway.Lab;

/// <summary>
/// What a shard does wrong, settable at any moment; it holds from the next request on, on open connections too.
/// A request that meets a fault is recorded all the same.
/// </summary>
public sealed class LabFaults
{
    private volatile bool _silent;
    private readonly Lock _gate = new();
    private double _errorShare;
    private Random _lots = new(0);
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

    /// <summary>Answers this part of all requests with 500, 0 to 1: by lots, which are the same each time it is set.</summary>
    public double ErrorShare
    {
        get
        {
            lock (_gate)
                return _errorShare;
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            lock (_gate)
                (_errorShare, _lots) = (value, new Random(0));
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

    /// <summary>So many rooms more are in the census of a shard's Prosody, which nobody has ever seen.</summary>
    public int ExtraRooms { get; set; }

    /// <summary>Answers everything with this; null = answers properly.</summary>
    public LabAnswer? Instead { get; set; }

    /// <summary>Promises more bytes than it sends, then cuts the connection.</summary>
    public bool HalfAnswer { get; set; }

    /// <summary>Adds headers to every answer that a shard should have no say in: cookies, site data, transport security, …</summary>
    public bool SetCookie { get; set; }

    /// <summary>Answers with these bytes, which need not be HTTP; null = answers properly.</summary>
    public byte[]? Garbage { get; set; }

    /// <summary>Answers everything with 302 to this <c>Location</c>, unchecked; null = answers properly.</summary>
    public string? Redirect { get; set; }

    /// <summary>Status of a shard's <c>GET /http-bind</c>, which the gateway takes for its health; of a bridge's <c>/about/health</c>.</summary>
    public int HealthStatus { get; set; } = 200;

    /// <summary>Everything right again.</summary>
    public void Clear()
    {
        Silent = HalfAnswer = SetCookie = false;
        Garbage = null;
        Redirect = null;
        Instead = null;
        ErrorShare = ExtraRooms = 0;
        Delay = TimeSpan.Zero;
        HealthStatus = 200;
    }

    /// <summary>Ends when it is not silent.</summary>
    internal Task SpeaksAsync(CancellationToken cancel)
    {
        if (!_silent)
            return Task.CompletedTask;
        lock (_gate)
            return _speaks.Task.WaitAsync(cancel);
    }

    /// <summary>Whether this request is one of those that fail.</summary>
    internal bool TakesError()
    {
        lock (_gate)
        {
#pragma warning disable CA5394 // A fault must be repeatable, not unpredictable.
            return _errorShare > 0 && _lots.NextDouble() < _errorShare;
#pragma warning restore CA5394
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }
}
