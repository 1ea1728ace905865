using ConferenceGateway.Core;
using ConferenceGateway.Notices;

namespace ConferenceGateway.Placement;

/// <summary>What came of asking where a room lives.</summary>
internal abstract record ClaimAnswer
{
    private ClaimAnswer()
    {
    }

    /// <summary>It lives there.</summary>
    public sealed record Placed(Shard Shard) : ClaimAnswer;

    /// <summary>It lives nowhere yet, and no shard takes rooms.</summary>
    public sealed record NoShardFree : ClaimAnswer;

    /// <summary>It lives nowhere yet, and no room opens as long as that maintenance holds.</summary>
    public sealed record NoNewRooms(Maintenance Maintenance) : ClaimAnswer;

    /// <summary>It lives nowhere yet, and whoever asks has opened too many rooms in this minute.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : ClaimAnswer;

    /// <summary>Its shard is silent, and it moved less than a minute ago: it stays until then.</summary>
    public sealed record ShardSilent(TimeSpan RetryAfter) : ClaimAnswer;
}
