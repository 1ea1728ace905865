namespace ConferenceGateway.Lab;

/// <summary>
/// What a bridge says of itself that is not so, settable at any moment; it holds from the next request on. Numbers are given
/// as they stand in the answer, so that they need not be numbers: <c>NaN</c>, <c>-3</c>, <c>1e308</c>, <c>"much"</c>.
/// </summary>
public sealed class LabLies
{
    /// <summary>Its stress; null = the truth.</summary>
    public string? Stress { get; set; }

    /// <summary>Its people and its meetings; null = the truth.</summary>
    public string? Endpoints { get; set; }

    /// <summary>Its <c>relay_id</c> in <c>/colibri/stats</c>, another bridge's perhaps; null = the truth.</summary>
    public string? RelayId { get; set; }

    /// <summary>Its version; null = the truth.</summary>
    public string? Version { get; set; }

    /// <summary>It thanks for every <c>drain/enable</c> and <c>drain/disable</c>, and does nothing.</summary>
    public bool DrainStays { get; set; }
}
