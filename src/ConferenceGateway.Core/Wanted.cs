namespace ConferenceGateway.Core;

/// <summary>What an admin wants of a shard or a bridge.</summary>
public enum WantedState
{
    /// <summary>No new rooms here. It stays so until an admin says otherwise; nothing takes it back by itself.</summary>
    Drain,

    /// <summary>A drain was undone, and the bridge has not reported yet that it is open. Then nothing is wanted any more.</summary>
    Open,
}

/// <summary>What is wanted of a shard or a bridge, by whom and since when. What it reports is another fact.</summary>
/// <param name="State">What is wanted.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">Who wants it, as the audit names them.</param>
public sealed record Wanted(WantedState State, DateTimeOffset Since, string By)
{
    /// <summary>When the meetings that are still there are moved elsewhere; null = they end by themselves.</summary>
    public DateTimeOffset? MoveAt { get; init; }

    /// <summary>People there when the drain began.</summary>
    public int PeopleAtStart { get; init; }

    /// <summary>Rooms there when the drain began.</summary>
    public int RoomsAtStart { get; init; }

    /// <summary>Whether it is to be emptied.</summary>
    public bool IsDrain => State == WantedState.Drain;
}
