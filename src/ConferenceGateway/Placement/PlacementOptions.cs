using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>The section <c>Placement</c>.</summary>
internal sealed record PlacementOptions
{
    /// <summary>How many people come to a room of which nobody knows anything.</summary>
    public int ExpectedPeople { get; init; } = 8;

    /// <summary>Whether shards that are being emptied take a room when no other can.</summary>
    public PlaceOnDraining OnDraining { get; init; }
}
