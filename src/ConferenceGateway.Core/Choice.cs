using System.Collections.Immutable;

namespace ConferenceGateway.Core;

/// <summary>Why a shard may not take a room.</summary>
public enum Refusal
{
    /// <summary>Not heard of yet.</summary>
    Unknown,

    /// <summary>It does not answer.</summary>
    Down,

    /// <summary>It answers and cannot hold a meeting.</summary>
    Ill,

    /// <summary>Not everybody may enter the room, and the shard would let everybody in.</summary>
    NoTokens,

    /// <summary>The room leaves this shard.</summary>
    Left,

    /// <summary>It is being emptied, and another one can take the room.</summary>
    Draining,

    /// <summary>Its report is too old, and another one has a fresh report.</summary>
    OldReport,
}

/// <summary>By what a shard was chosen.</summary>
public enum ChoiceRule
{
    /// <summary>The lowest share of its capacity taken.</summary>
    LeastLoaded,

    /// <summary>All reports are too old: of two shards drawn at random, the one with fewer of our own connections for its size.</summary>
    TwoDrawn,

    /// <summary>Only shards that are being emptied are left.</summary>
    LastResort,

    /// <summary>Without the database, or in a flood: where a hash of the room's name points.</summary>
    Hashed,

    /// <summary>The page of the room was opened before, and came from there.</summary>
    Proposed,

    /// <summary>No shard may take it.</summary>
    None,
}

/// <summary>Whether shards that are being emptied take a room when no other can.</summary>
public enum PlaceOnDraining
{
    /// <summary>The room meets, on a shard that is to be rebooted.</summary>
    LastResort,

    /// <summary>The room does not meet.</summary>
    Never,
}

/// <summary>Where the expected size of a room comes from.</summary>
public enum ExpectedFrom
{
    /// <summary>Nobody knows anything of it: the default of the settings.</summary>
    Default,

    /// <summary>Earlier meetings of this room.</summary>
    History,

    /// <summary>Its chair said it.</summary>
    Chair,

    /// <summary>It moves, and so many people were in it.</summary>
    Present,
}

/// <summary>A room that needs a shard.</summary>
/// <param name="Room">The room.</param>
/// <param name="Needs">What it asks of a shard.</param>
/// <param name="Expected">How many people will come, about.</param>
/// <param name="From">Who says so.</param>
public readonly record struct RoomAsk(RoomName Room, RoomNeeds Needs, double Expected, ExpectedFrom From = ExpectedFrom.Default)
{
    /// <summary>The shard that the room leaves; null = none.</summary>
    public ShardId? Leaves { get; init; }

    /// <summary>Whether shards that are being emptied are a last resort.</summary>
    public PlaceOnDraining OnDraining { get; init; }
}

/// <summary>A shard that could have taken the room.</summary>
/// <param name="Shard">Its name.</param>
/// <param name="Score">The share of its capacity that would be taken, with this room's people; the lowest wins.</param>
/// <param name="People">People there, reported or counted.</param>
/// <param name="Reserved">People whom its young rooms still expected.</param>
/// <param name="Capacity">People at full load.</param>
public readonly record struct Candidate(ShardId Shard, double Score, double People, double Reserved, int Capacity);

/// <summary>So many shards were refused for this reason.</summary>
public readonly record struct Refused(Refusal Why, int Shards);

/// <summary>A choice and its reasons: the answer to "why here?".</summary>
/// <param name="Shard">The shard's name, or null: none may take the room.</param>
/// <param name="Rule">By what.</param>
/// <param name="Expected">How many people were expected.</param>
/// <param name="From">Who said so.</param>
/// <param name="Best">The best candidates, at most <see cref="Candidates"/>, the best first.</param>
/// <param name="Refusals">How many were refused, by reason.</param>
public sealed record Choice(
    ShardId? Shard, ChoiceRule Rule, double Expected, ExpectedFrom From, ImmutableArray<Candidate> Best, ImmutableArray<Refused> Refusals)
{
    /// <summary>How many candidates are kept.</summary>
    public const int Candidates = 5;
}
