using System.ComponentModel;
using ConferenceGateway.Core;
using ConferenceGateway.Upkeep.Placements;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>Where a room lives.</summary>
internal sealed record PlacementBody(
    string Room, string? Title, string Shard,
    [property: Description("Since when it lives there.")] DateTimeOffset PlacedAt,
    [property: Description("1, and one more with each move.")] long Generation,
    int People,
    [property: Description("null: the shard has left the fleet.")] string? Health,
    bool IsDraining)
{
    public static PlacementBody Of(ShownPlacement placement)
    {
        var facts = placement.Facts;
        return new(facts.Room.Key, placement.Title, facts.Shard.Name, facts.PlacedAt, facts.Generation, facts.People,
            facts.State is { } state ? Word.Of(state.Health) : null, facts.State?.IsDraining ?? false);
    }
}

/// <summary>Where a room lives, and why there.</summary>
internal sealed record ExplainedBody(
    PlacementBody Placement,
    [property: Description("null: placed by an earlier version.")] WhyBody? Why)
{
    public static ExplainedBody Of(ShownPlacement placement) => new(PlacementBody.Of(placement), placement.Facts.Why is { } why ? WhyBody.Of(why) : null);
}

/// <summary>Why a shard was chosen.</summary>
internal sealed record WhyBody(
    [property: Description("least-loaded, two-drawn, last-resort, hashed, proposed or none.")] string Rule,
    [property: Description("How many people were expected.")] double Expected,
    [property: Description("Who said so: default, history, chair, or present: those who moved along.")] string ExpectedFrom,
    [property: Description("The best candidates, the best first.")] IReadOnlyList<CandidateBody> Best,
    [property: Description("How many shards were refused, by reason.")] IReadOnlyList<RefusedBody> Refused)
{
    public static WhyBody Of(Choice choice) => new(
        Word.Of(choice.Rule), choice.Expected, Word.Of(choice.From),
        [.. choice.Best.Select(one => new CandidateBody(one.Shard.Name, Math.Round(one.Score, 4), Math.Round(one.People, 1), Math.Round(one.Reserved, 1), one.Capacity))],
        [.. choice.Refusals.Select(one => new RefusedBody(Word.Of(one.Why), one.Shards))]);
}

/// <summary>A shard that could have taken the room.</summary>
internal sealed record CandidateBody(
    string Shard,
    [property: Description("The share of its capacity that would be taken, with this room's people; the lowest wins.")] double Score,
    double People,
    [property: Description("People whom its young rooms still expected.")] double Reserved,
    int Capacity);

/// <summary>So many shards were refused for this reason.</summary>
internal sealed record RefusedBody(
    [property: Description("unknown, down, ill, no-tokens, left, draining or old-report.")] string Why,
    int Shards);
