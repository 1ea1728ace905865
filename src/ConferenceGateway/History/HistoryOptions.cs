namespace ConferenceGateway.History;

/// <summary>The section <c>History</c>.</summary>
internal sealed record HistoryOptions
{
    /// <summary>So many days it is known how meetings went.</summary>
    public int KeepDays { get; init; } = 400;

    /// <summary>
    /// So many meetings at most, the latest: years of a large association, and some hundred megabytes. Anybody can meet in
    /// open rooms, and a flood of meetings must not fill the disk. Not a setting.
    /// </summary>
    public int MostMeetings { get; init; } = 2_000_000;
}
