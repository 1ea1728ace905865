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

    /// <summary>Takes connections and requests, and never answers.</summary>
    public bool Silent
    {
        get => _silent;
        set => _silent = value;
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

    /// <summary>Status of <c>GET /http-bind</c>, which the gateway takes for the shard's health.</summary>
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
        HealthStatus = 200;
    }
}
