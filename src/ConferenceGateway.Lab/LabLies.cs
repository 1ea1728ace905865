namespace ConferenceGateway.Lab;

/// <summary>
/// What a bridge says of itself that is not so, settable at any moment. Numbers are given as they stand in the answer, so
/// that they need not be numbers: <c>NaN</c>, <c>-3</c>, <c>1e308</c>, <c>"much"</c>.
/// </summary>
public sealed class LabLies
{
    private volatile string? _stress;
    private volatile string? _endpoints;
    private volatile string? _relayId;
    private volatile string? _version;
    private volatile bool _drainStays;

    /// <summary>Its stress; null = the truth.</summary>
    public string? Stress
    {
        get => _stress;
        set => _stress = value;
    }

    /// <summary>Its people and its meetings; null = the truth.</summary>
    public string? Endpoints
    {
        get => _endpoints;
        set => _endpoints = value;
    }

    /// <summary>Its <c>relay_id</c> in <c>/colibri/stats</c>, another bridge's perhaps; null = the truth.</summary>
    public string? RelayId
    {
        get => _relayId;
        set => _relayId = value;
    }

    /// <summary>Its version; null = the truth.</summary>
    public string? Version
    {
        get => _version;
        set => _version = value;
    }

    /// <summary>It thanks for every <c>drain/enable</c> and <c>drain/disable</c>, and does nothing.</summary>
    public bool DrainStays
    {
        get => _drainStays;
        set => _drainStays = value;
    }
}
