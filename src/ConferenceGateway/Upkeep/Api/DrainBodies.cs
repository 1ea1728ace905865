using System.ComponentModel;
using ConferenceGateway.Upkeep.Drains;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>Everything about draining one node.</summary>
internal sealed record DrainBody(
    string Name,
    [property: Description("shard or bridge.")] string Kind,
    [property: Description("open, told, not-taken, emptying, moving, empty or reopening.")] string Phase,
    DateTimeOffset At,
    [property: Description("unknown, up, ill or down.")] string Health,
    [property: Description("null: nothing special.")] WantedBody? Wanted,
    [property: Description("null: nobody can tell.")] int? People,
    [property: Description("null: nobody can tell.")] int? Rooms,
    [property: Description("Nobody is there, and rooms are still kept for those who left a moment ago.")] bool IsSettling,
    [property: Description("It is drained, and new rooms come to it all the same: nobody else takes them.")] bool IsLastResort,
    [property: Description("The rooms that are known by name, the largest first, at most 1,000.")] IReadOnlyList<AffectedBody> Affected,
    [property: Description("null: nobody is there.")] ForecastBody? Forecast,
    CarryBody Carry,
    [property: Description("A usual peak of the coming day that the others cannot carry; null: they can.")] PeakBody? Peak,
    [property: Description("only-bridge, no-private-address or nowhere-to-go; null: nothing is in the way.")] string? Obstacle,
    [property: Description("Whether the bridge says itself that it drains; null: it says nothing, or it is a shard.")] bool? SaysDraining,
    [property: Description("Whether Jicofo says so; null likewise.")] bool? JicofoSaysDraining,
    [property: Description("How moving what is left goes; null: none is wanted, or it is ahead.")] MoveBody? Move)
{
    public static string KindOf(FleetNode node) => node is FleetNode.OfBridge ? "bridge" : "shard";

    public static DrainBody Of(DrainFacts facts)
    {
        var bridge = (facts.Node as FleetNode.OfBridge)?.Bridge;
        return new(
            facts.Node.Name, KindOf(facts.Node), Word.Of(facts.Phase), facts.Now, Word.Of(bridge?.Health ?? facts.Node.Home.Health), WantedBody.Of(facts.Node.Wanted), facts.People, facts.Rooms, facts.IsSettling, facts.IsLastResort,
            [.. facts.Affected.Select(room => new AffectedBody(room.Room.Key, room.Title, room.People, room.Since, room.LikelyEnd))],
            facts.Forecast is { } forecast ? new ForecastBody(forecast.Likely, forecast.Latest) : null,
            new CarryBody(facts.Carry.Holds, [.. facts.Carry.By.Select(by => new CarriedBody(by.Name, by.IsBridge ? "bridge" : "shard", Math.Round(by.Now, 3), Math.Round(by.After, 3)))]),
            facts.Peak is { } peak ? new PeakBody(peak.At, peak.People, peak.Room) : null,
            facts.Obstacle is { } obstacle ? Word.Of(obstacle) : null, bridge?.Report?.IsDraining, bridge?.JicofoSaysDraining,
            facts.Move is { } move ? new MoveBody(move.Moved, [.. move.Failed.Select(failed => new FailedMoveBody(failed.Room?.Key, Word.Of(failed.Why), failed.Tries, failed.At))]) : null);
    }
}

/// <summary>A room that a drain concerns.</summary>
internal sealed record AffectedBody(
    string Room, string? Title, int People, DateTimeOffset? Since,
    [property: Description("When it will probably have ended (80 %).")] DateTimeOffset? LikelyEnd);

/// <summary>When the last room will have ended.</summary>
internal sealed record ForecastBody(
    [property: Description("With a probability of 80 %.")] DateTimeOffset Likely,
    [property: Description("With 95 %.")] DateTimeOffset Latest);

/// <summary>Whether the others can carry the people.</summary>
internal sealed record CarryBody(
    [property: Description("Whether nobody gets above 80 % of its capacity.")] bool Holds,
    [property: Description("Who takes them, the one that gets most first.")] IReadOnlyList<CarriedBody> By);

/// <summary>One that takes people.</summary>
internal sealed record CarriedBody(
    string Name, string Kind,
    [property: Description("The share of its capacity that is taken now.")] double Now,
    [property: Description("The same with its part of the people.")] double After);

/// <summary>A usual peak.</summary>
internal sealed record PeakBody(DateTimeOffset At, int People, [property: Description("For how many there is room without this node.")] int Room);

/// <summary>How a move goes; counted since the gateway started.</summary>
internal sealed record MoveBody(int Moved, [property: Description("What did not work and is tried again.")] IReadOnlyList<FailedMoveBody> Failed);

/// <summary>A room that could not be moved yet.</summary>
internal sealed record FailedMoveBody(
    [property: Description("null: rooms whose names nobody tells.")] string? Room,
    [property: Description("nowhere-to-go, jicofo-refuses, still-there, not-confirmed or moved-lately.")] string Why,
    int Tries,
    DateTimeOffset At);

/// <summary>A drain that is to be.</summary>
internal sealed record NewDrainBody
{
    [Description("When what is left is moved: an instant, or now; null or left out: it ends by itself.")]
    public string? MoveAt { get; init; }
}
