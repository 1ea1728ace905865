using ConferenceGateway.Upkeep.Api;

namespace ConferenceGateway.Console;

/// <summary>What the command line says of a drain: one line that is the verdict, then what it means.</summary>
internal static class DrainText
{
    /// <summary>The verdict.</summary>
    public static string Verdict(DrainBody drain, TimeProvider time) => drain.Phase switch
    {
        "open" => $"{drain.Name} is open: {There(drain)}.",
        "told" => $"{drain.Name} was told to drain, and has not said yet that it does.{Moves(drain, time)}",
        "not-taken" when drain.Health is "down" or "unknown" => $"{drain.Name} does not answer. It is told to drain as soon as it does.",
        "not-taken" => $"{drain.Name} does not take the drain: it still takes new rooms. It says {Said(drain.SaysDraining)}, Jicofo says {Said(drain.JicofoSaysDraining)}.",
        "moving" => $"{drain.Name} is being moved away from: {There(drain)} left.{Failed(drain)}",
        "empty" => $"{drain.Name} is empty, safe to restart.",
        "reopening" => $"{drain.Name} was told to open, and has not said yet that it is.",
        _ when drain.IsLastResort => $"{drain.Name} is drained, and new rooms come to it all the same: nobody else takes them. {There(drain)} there.",
        _ when drain.IsSettling => $"{drain.Name} has nobody left; whoever left a moment ago may come back.",
        _ when drain.People is null => $"{drain.Name} is emptying; who is left cannot be learned just now.",
        _ when drain is { People: 0, Rooms: null or 0 } => $"{drain.Name} has nobody left; it is counted again before it is called empty.",
        _ => $"{drain.Name} is emptying: {There(drain)} left.{Ends(drain, time)}{Moves(drain, time)}",
    };

    /// <summary>What it means: who is affected, who carries it, what is in the way.</summary>
    public static IEnumerable<string> Lines(DrainBody drain, TimeProvider time)
    {
        yield return Verdict(drain, time);
        if (drain.Obstacle is { } obstacle)
            yield return Obstacle(drain, obstacle);
        if (drain.Phase == "open" && drain.Forecast is { } forecast)
            yield return $"Drained now it would probably be empty at {LocalMoment.Shown(forecast.Likely, time)} (80 %), {LocalMoment.Shown(forecast.Latest, time)} at the latest (95 %).";
        if (drain.Phase is not ("empty" or "reopening"))
        {
            yield return drain.Carry.By.Count == 0 ? $"{(drain.Carry.Holds ? "Nobody has to be carried elsewhere." : "Nobody else can carry the people there.")}"
                : $"The others {(drain.Carry.Holds ? "carry" : "cannot carry")} it: " + string.Join(", ", drain.Carry.By.Select(by => $"{by.Name} {Aligned.Percent(by.Now)} to {Aligned.Percent(by.After)}")) + ".";
        }

        if (drain.Peak is { } peak)
            yield return $"Needed soon: at {LocalMoment.Shown(peak.At, time)} usually {peak.People} people meet, and without {drain.Name} there is room for {peak.Room}.";
        if (drain.Affected.Count == 0)
            yield break;
        yield return "";
        foreach (var line in Aligned.Lines(["ROOM", ">PEOPLE", ">SINCE", ">PROBABLY UNTIL"], drain.Affected.Select(room => (string[])[
            room.Room, FormattableString.Invariant($"{room.People}"), room.Since is { } since ? LocalMoment.Shown(since, time) : "-", room.LikelyEnd is { } end ? LocalMoment.Shown(end, time) : "-"])))
            yield return line;
    }

    /// <summary>What a waiting command prints again when it changes; without the times, which move with every look.</summary>
    public static string Mark(DrainBody drain) => $"{drain.Phase} {drain.People} {drain.Rooms} {drain.IsSettling} {drain.IsLastResort} {drain.Wanted?.MoveAt} {drain.Move?.Failed.Count}";

    private static string There(DrainBody drain) => (drain.People, drain.Rooms) switch
    {
        (null, _) => "nobody can tell how many people are there",
        ({ } people, null) => FleetCommand.Many(people, "person", "people"),
        ({ } people, { } rooms) => $"{FleetCommand.Many(people, "person", "people")} in {FleetCommand.Many(rooms, "room", "rooms")}",
    };

    private static string Ends(DrainBody drain, TimeProvider time) => drain.Forecast is { } forecast
        ? $" Probably empty at {LocalMoment.Shown(forecast.Likely, time)} (80 %), {LocalMoment.Shown(forecast.Latest, time)} at the latest (95 %)."
        : "";

    private static string Moves(DrainBody drain, TimeProvider time) => drain.Wanted?.MoveAt is { } at ? $" What is left moves at {LocalMoment.Shown(at, time)}." : "";

    private static string Failed(DrainBody drain) => drain.Move is { Failed: { Count: > 0 } failed }
        ? $" {FleetCommand.Many(failed.Count, "room", "rooms")} could not be moved yet: {string.Join(", ", failed.Select(one => one.Why).Distinct())}."
        : "";

    private static string Said(bool? says) => says switch
    {
        true => "it drains",
        false => "it is open",
        _ => "nothing",
    };

    private static string Obstacle(DrainBody drain, string why) => why switch
    {
        "only-bridge" => "It is the only open bridge of its shard: drain the shard instead.",
        "no-private-address" => "The settings do not say where it takes orders: Fleet:Shards[]:Bridges[]:PrivateAddress.",
        _ => "Nobody else takes rooms at this moment: what is there cannot be moved.",
    };
}
