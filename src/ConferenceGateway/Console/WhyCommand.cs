using System.CommandLine;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Upkeep.Api;

namespace ConferenceGateway.Console;

/// <summary><c>why ROOM</c>: where a room lives, and why there.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var room = new Argument<string>("room") { Description = "The room's name, with a tenant as tenant/room." };
        var gateway = new GatewayOption();
        var command = new Command("why", "Says on which shard a room lives, and why it was chosen.") { room };
        gateway.AddTo(command);
        command.SetAction((parsed, cancellation) => gateway.DoAsync(parsed, async api =>
        {
            if (!RoomName.TryParseTyped(parsed.GetRequiredValue(room), out var name, out _))
                return await GatewayOption.FailAsync($"\"{parsed.GetRequiredValue(room)}\" can be no room's name.");
            var reply = await api.GetAsync("/placements/" + RoomNames.Segment(name), UpkeepApiJson.Asking.ExplainedBody, cancellation);
            if (parsed.GetValue(gateway.Json))
                await System.Console.Out.WriteLineAsync(reply.Json);
            else
                foreach (var line in Lines(reply.Body, TimeProvider.System))
                    await System.Console.Out.WriteLineAsync(OneLine.Of(line));
            return 0;
        }));
        return command;
    }

    /// <summary>The verdict, the reason, the candidates.</summary>
    public static IEnumerable<string> Lines(ExplainedBody explained, TimeProvider time)
    {
        var placement = explained.Placement;
        yield return $"{placement.Room} lives on {placement.Shard} since {LocalMoment.Shown(placement.PlacedAt, time)}, with {FleetCommand.Many(placement.People, "person", "people")}"
            + (placement.Generation > 1 ? $"; it has moved {FleetCommand.Many((int)placement.Generation - 1, "time", "times")}." : ".");
        if (placement.Health is null)
            yield return $"{placement.Shard} has left the fleet: the room moves when it is next asked for.";
        else if (placement.Health != "up" || placement.IsDraining)
            yield return $"{placement.Shard} is {(placement.Health != "up" ? placement.Health : "being drained")}.";
        if (explained.Why is not { } why)
        {
            yield return "Why it was chosen is not kept: an earlier version placed it.";
            yield break;
        }

        yield return $"{Words(why.Rule)} {why.Expected:0.#} people were expected, {Words(why)}.";
        yield return "";
        foreach (var line in Aligned.Lines([">SCORE", "SHARD", ">PEOPLE", ">RESERVED", ">CAPACITY"], why.Best.Select(one => (string[])[
            FormattableString.Invariant($"{one.Score:0.000}"), one.Shard, FormattableString.Invariant($"{one.People:0.#}"), FormattableString.Invariant($"{one.Reserved:0.#}"), FormattableString.Invariant($"{one.Capacity}")])))
            yield return line;
        if (why.Refused.Count > 0)
            yield return "Not chosen from: " + string.Join(", ", why.Refused.Select(one => $"{one.Shards} {Refusal(one.Why)}")) + ".";
    }

    private static string Words(string rule) => rule switch
    {
        "least-loaded" => "It had the lowest share of its capacity taken.",
        "two-drawn" => "All reports were too old; of two shards drawn at random it had fewer of our connections.",
        "last-resort" => "Only shards that are being drained were left.",
        "hashed" => "The database was away, or a flood came: a hash of the name points there.",
        "proposed" => "The room's page came from there.",
        _ => $"By the rule {rule}.",
    };

    private static string Words(WhyBody why) => why.ExpectedFrom switch
    {
        "chair" => "as its chair says",
        "history" => "by its earlier meetings",
        "present" => "so many moved along",
        _ => "as for any room of which nothing is known",
    };

    private static string Refusal(string why) => why switch
    {
        "unknown" => "that had not answered yet",
        "no-tokens" => "without tokens",
        "left" => "that the room left",
        "old-report" => "with too old a report",
        _ => why,
    };
}
