namespace ConferenceGateway.Placement;

/// <summary>A row of <c>placements</c>.</summary>
internal sealed record PlacementRow
{
    public required string Room { get; init; }

    public required string Shard { get; init; }

    public required long PlacedAtMs { get; init; }

    public required long Generation { get; init; }

    /// <summary>A choice as <see cref="ChoiceText"/> writes it; null = not known.</summary>
    public string? Why { get; init; }
}
