using ConferenceGateway.Core;

namespace ConferenceGateway.Connections;

/// <summary>A meeting that is over.</summary>
/// <param name="Room">Where.</param>
/// <param name="Began">When the first one came.</param>
/// <param name="Ended">When the last one left.</param>
/// <param name="Peak">Most people at one moment.</param>
/// <param name="Shard">The shard; the last one, if it moved.</param>
internal sealed record Meeting(RoomName Room, DateTimeOffset Began, DateTimeOffset Ended, int Peak, ShardId Shard)
{
    /// <summary>How long it lasted.</summary>
    public TimeSpan Duration => Ended - Began;
}
