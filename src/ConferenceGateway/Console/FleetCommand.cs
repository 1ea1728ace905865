using System.CommandLine;
using System.Globalization;
using ConferenceGateway.Upkeep.Api;

namespace ConferenceGateway.Console;

/// <summary><c>fleet</c>: shards and bridges of a running gateway at a glance.</summary>
internal static class FleetCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        var command = new Command("fleet", "Shows shards and bridges of a running gateway, their load, and what needs you.");
        gateway.AddTo(command);
        command.SetAction((parsed, cancellation) => gateway.DoAsync(parsed, async api =>
        {
            var reply = await api.GetAsync("/fleet", UpkeepApiJson.Asking.FleetBody, cancellation);
            if (parsed.GetValue(gateway.Json))
                await System.Console.Out.WriteLineAsync(reply.Json);
            else
                foreach (var line in Lines(reply.Body))
                    await System.Console.Out.WriteLineAsync(line);
            return 0;
        }));
        return command;
    }

    /// <summary>The verdict, what needs an admin, the table.</summary>
    public static IEnumerable<string> Lines(FleetBody fleet)
    {
        var carries = $"{Many(fleet.People, "person", "people")} in {Many(fleet.Rooms, "room", "rooms")}, room for about {fleet.RoomFor} more.";
        yield return $"{Verdict(fleet)} {carries}";
        foreach (var need in fleet.Needs)
            yield return $"  {need.Node} {Words(need)}";
        if (fleet.Maintenance is { } maintenance)
            yield return MaintenanceCommand.Words(maintenance);
        yield return "";
        foreach (var line in Aligned.Lines(["NAME", "WANTED", "REPORTED", ">PEOPLE", ">ROOMS", ">LOAD", ">AGE"], fleet.Shards.SelectMany(shard => Rows(shard, fleet.At))))
            yield return line;
    }

    // What needs nobody may still be no fleet: nothing is there, or nothing was heard of yet.
    private static string Verdict(FleetBody fleet) => fleet switch
    {
        { Shards.Count: 0 } => "There is no shard yet.",
        _ when fleet.Shards.All(shard => shard.Health == "unknown") => "The gateway is asking the servers for the first time.",
        _ when fleet.Shards.All(shard => shard.Health != "up") => "No shard takes rooms.",
        { Needs.Count: > 0 } => $"{Many(fleet.Needs.Count, "thing needs", "things need")} you.",
        _ => "All is well.",
    };

    /// <summary>So many of them.</summary>
    public static string Many(int count, string one, string more) => $"{count} {(count == 1 ? one : more)}";

    private static IEnumerable<string[]> Rows(ShardBody shard, DateTimeOffset now)
    {
        yield return [shard.Name, Wanted(shard.Wanted), Reported(shard.Health, shard.IsDraining), Number(shard.People), Number(shard.Rooms), Aligned.Percent(shard.Load), Age(shard.ReportAt, now)];
        foreach (var bridge in shard.Bridges)
        {
            yield return [
                "  " + bridge.ServerId, Wanted(bridge.Wanted), Reported(bridge.Health, bridge.SaysDraining == true), Number(bridge.People), Number(bridge.Conferences),
                bridge.Stress is { } stress ? Aligned.Percent(stress) : "-", Age(bridge.ReportAt, now)];
        }
    }

    private static string Words(NeedBody need) => need.Kind switch
    {
        "down" => "does not answer.",
        "ill" => "answers, and cannot hold a meeting.",
        "drain-not-taken" => "does not take its drain: it still takes new rooms.",
        "move-failed" => $"is being moved away from, and {need.Detail}.",
        "old-report" => "has not reported for too long; rooms are placed by our own counts.",
        "emptied" => "is empty. Restart it, then open it again: undrain.",
        _ => $"answers oddly: {need.Detail}",
    };

    private static string Wanted(WantedBody? wanted) => wanted?.State ?? "open";

    private static string Reported(string health, bool isDraining) => health != "up" ? health : isDraining ? "draining" : "open";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Age(DateTimeOffset? at, DateTimeOffset now) => at is { } moment ? $"{Math.Max(0, (now - moment).TotalSeconds):0} s" : "-";
}
