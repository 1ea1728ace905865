using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>Where a room lives, at one moment: what the pages, the API and the command line say of it.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Shard">Where it lives.</param>
/// <param name="PlacedAt">Since when it lives there.</param>
/// <param name="Generation">1, and one more with each move.</param>
public sealed record PlacementFacts(RoomName Room, ShardId Shard, DateTimeOffset PlacedAt, long Generation)
{
    /// <summary>People in it now.</summary>
    public int People { get; init; }

    /// <summary>Since when nobody is in it; null = somebody is, or nobody has come yet.</summary>
    public DateTimeOffset? EmptySince { get; init; }

    /// <summary>Why it was placed there; null = placed by an earlier version, or what is stored cannot be read.</summary>
    public Choice? Why { get; init; }

    /// <summary>The shard as it is now; null = it has left the fleet, and the room moves when it is next asked for.</summary>
    public ShardState? State { get; init; }
}

/// <summary>Some of the rooms that live somewhere, in the order of their names.</summary>
/// <param name="Rooms">At most as many as were asked for.</param>
/// <param name="Next">What to give as <c>after</c> for those that follow; null = these were the last.</param>
public sealed record PlacementPage(IReadOnlyList<PlacementFacts> Rooms, string? Next);
