using System.Collections.Immutable;
using ConferenceGateway.Core;

namespace ConferenceGateway.Upkeep.Drains;

/// <summary>How far a drain is.</summary>
public enum DrainPhase
{
    /// <summary>Nothing is wanted: the page asks whether to begin.</summary>
    Open,

    /// <summary>Wanted a moment ago; whom it was told to have not said yet that they know.</summary>
    Told,

    /// <summary>Wanted for a while, and the bridge or Jicofo says otherwise, or nothing: red.</summary>
    NotTaken,

    /// <summary>It has taken effect; people are still there.</summary>
    Emptying,

    /// <summary>What is left is being moved.</summary>
    Moving,

    /// <summary>Nobody is there: safe to restart.</summary>
    Empty,

    /// <summary>Undone, and the bridge has not said yet that it is open again.</summary>
    Reopening,
}

/// <summary>Everything that the page, the API and the command line say of draining one node, at one moment.</summary>
public sealed record DrainFacts(FleetNode Node, DrainPhase Phase, DateTimeOffset Now)
{
    /// <summary>People there; null = nobody can tell.</summary>
    public int? People { get; init; }

    /// <summary>Rooms there; null = nobody can tell.</summary>
    public int? Rooms { get; init; }

    /// <summary>The rooms that are known by name, the largest first; a bridge may not tell them.</summary>
    public ImmutableArray<AffectedRoom> Affected { get; init; } = [];

    /// <summary>When it will probably be empty; null = nobody is there, or nothing is known of those rooms.</summary>
    public DrainForecast? Forecast { get; init; }

    /// <summary>Whether the others can carry it.</summary>
    public required Carry Carry { get; init; }

    /// <summary>What usually happens here later today, where it matters: this node would be missed. Null = it would not.</summary>
    public PeakAhead? Peak { get; init; }

    /// <summary>Why it cannot be drained, or cannot be moved away from; null = it can.</summary>
    public DrainObstacle? Obstacle { get; init; }

    /// <summary>
    /// Nobody is there, and rooms still live there for those who left a moment ago and may come back: for a minute or two
    /// it is not empty yet.
    /// </summary>
    public bool IsSettling { get; init; }

    /// <summary>How the move of what is left goes; null = none is wanted, or it is ahead.</summary>
    public MoveFacts? Move { get; init; }
}

/// <summary>How moving what is left goes; counted since the gateway started.</summary>
/// <param name="Moved">Rooms that are elsewhere now.</param>
/// <param name="Failed">What did not work and is tried again, the latest first.</param>
public sealed record MoveFacts(int Moved, ImmutableArray<FailedMove> Failed);

/// <summary>A room that could not be moved yet.</summary>
/// <param name="Room">Its name; null = the conferences of a bridge whose names nobody tells.</param>
/// <param name="Why">Why.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="At">When it was tried last.</param>
public sealed record FailedMove(RoomName? Room, MoveFault Why, int Tries, DateTimeOffset At);

/// <summary>Why a room could not be moved.</summary>
public enum MoveFault
{
    /// <summary>No other shard takes it at this moment.</summary>
    NowhereToGo,

    /// <summary>Jicofo did not answer, or refused.</summary>
    JicofoRefuses,

    /// <summary>It was moved, and the bridge still has people.</summary>
    StillThere,

    /// <summary>The drain is not confirmed: Jicofo would put the people back.</summary>
    NotConfirmed,

    /// <summary>It moved less than a minute ago, and waits for its next move.</summary>
    MovedLately,
}

/// <summary>A room that a drain concerns.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Title">As its chair calls it; null = the name says enough.</param>
/// <param name="People">People in it on this node.</param>
/// <param name="Since">Since when somebody is in it; null = not known.</param>
/// <param name="LikelyEnd">When it will probably end, by its own earlier meetings or those of all; null = not known.</param>
public sealed record AffectedRoom(RoomName Room, string? Title, int People, DateTimeOffset? Since, DateTimeOffset? LikelyEnd);

/// <summary>When the last of several rooms has ended.</summary>
/// <param name="Likely">With a probability of 80 %.</param>
/// <param name="Latest">With 95 %.</param>
public sealed record DrainForecast(DateTimeOffset Likely, DateTimeOffset Latest);

/// <summary>Where the people of a node would go.</summary>
/// <param name="Holds">Whether nobody gets above the limit.</param>
/// <param name="By">Those who take them, the one that gets most first.</param>
public sealed record Carry(bool Holds, ImmutableArray<CarriedBy> By)
{
    /// <summary>Whether nobody is there who would have to be carried.</summary>
    public bool IsNothing => Holds && By.Length == 0;
}

/// <summary>One that takes people of a drained node.</summary>
/// <param name="Name">A shard's name or a bridge's server-id.</param>
/// <param name="IsBridge">Which of the two.</param>
/// <param name="Now">Its load now, as a share of its capacity.</param>
/// <param name="After">Its load with its part of the people.</param>
public sealed record CarriedBy(string Name, bool IsBridge, double Now, double After);

/// <summary>The usual peak of this weekday that is still to come.</summary>
/// <param name="At">When, today.</param>
/// <param name="People">How many people, by the same weekday of the last weeks.</param>
/// <param name="Room">For how many there would be room without this node.</param>
public sealed record PeakAhead(DateTimeOffset At, int People, int Room);

/// <summary>Why a drain, or a move, is not possible.</summary>
public enum DrainObstacle
{
    /// <summary>The only bridge of its shard: the shard is to be drained.</summary>
    OnlyBridge,

    /// <summary>The gateway is not told where the bridge's private listener is.</summary>
    NoPrivateAddress,

    /// <summary>No other shard takes rooms: what is left cannot be moved.</summary>
    NowhereToGo,
}
