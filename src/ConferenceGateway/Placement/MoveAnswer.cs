using ConferenceGateway.Core;

namespace ConferenceGateway.Placement;

/// <summary>What came of moving a room away from a shard.</summary>
internal abstract record MoveAnswer
{
    private MoveAnswer()
    {
    }

    /// <summary>It lives there now; its connections to the old shard end gently, and come again.</summary>
    /// <param name="To">Where.</param>
    /// <param name="Ended">How many connections end.</param>
    public sealed record Moved(Shard To, int Ended) : MoveAnswer;

    /// <summary>It stays where it is.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Stays(StayReason Why) : MoveAnswer
    {
        /// <summary>After this time it can move; null = nobody knows when.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>It does not live there any more.</summary>
    public sealed record Gone : MoveAnswer;
}

/// <summary>Why a room is not moved.</summary>
internal enum StayReason
{
    /// <summary>No other shard takes it: none is healthy, open and suits it.</summary>
    NowhereToGo,

    /// <summary>It moved less than a minute ago.</summary>
    MovedLately,
}
