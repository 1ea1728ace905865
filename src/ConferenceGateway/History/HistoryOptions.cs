namespace ConferenceGateway.History;

/// <summary>The section <c>History</c>.</summary>
internal sealed record HistoryOptions
{
    /// <summary>So many days it is known how meetings went.</summary>
    public int KeepDays { get; init; } = 400;
}
