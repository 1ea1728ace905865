using System.CommandLine;
using ConferenceGateway.Core;
using ConferenceGateway.Upkeep.Api;

namespace ConferenceGateway.Console;

/// <summary><c>maintenance</c>: no new rooms, or closed until.</summary>
internal static class MaintenanceCommand
{
    private const string Path = "/maintenance";
    private const string End = "end";

    public static Command Create()
    {
        var what = new Argument<string?>("what") { Description = "no-new-rooms, closed or end. Without it: shows what is announced.", Arity = ArgumentArity.ZeroOrOne, HelpName = "WHAT" };
        what.AcceptOnlyFromAmong("no-new-rooms", "closed", End);
        var from = LocalMoment.Option("--from", $"When it begins; without it now. {LocalMoment.Forms}.");
        var until = LocalMoment.Option("--until", "When it ends by itself; a closing needs it.");
        var say = new Option<string?>("--say") { Description = "One sentence for members, at most 200 characters. Without it: the usual one.", HelpName = "TEXT" };
        var gateway = new GatewayOption();
        var command = new Command("maintenance", "Announces a maintenance, ends it, or shows what is announced.") { what, from, until, say };
        gateway.AddTo(command);
        command.SetAction((parsed, cancellation) => gateway.DoAsync(parsed, async api =>
        {
            var kind = parsed.GetValue(what);
            if (kind is null or End && (parsed.GetValue(from) ?? parsed.GetValue(until) ?? parsed.GetValue(say)) is not null)
                return await GatewayOption.FailAsync("--from, --until and --say go with no-new-rooms or closed.");
            var reply = await api.GetAsync(Path, UpkeepApiJson.Asking.AnnouncedBody, cancellation);
            reply = kind switch
            {
                null => reply,
                End => await api.DeleteAsync(Path, UpkeepApiJson.Asking.AnnouncedBody, cancellation, reply.Tag),
                _ => await api.PutAsync(Path, UpkeepApiJson.Asking.AnnouncedBody, new NewMaintenanceBody
                {
                    Kind = kind,
                    From = LocalMoment.Of(parsed.GetValue(from)),
                    Until = LocalMoment.Of(parsed.GetValue(until)),
                    Sentence = parsed.GetValue(say),
                }, UpkeepApiJson.Asking.NewMaintenanceBody, cancellation, reply.Tag),
            };
            await System.Console.Out.WriteLineAsync(
                parsed.GetValue(gateway.Json) ? reply.Json : reply.Body.Maintenance is { } now ? OneLine.Of(Words(now)) : "No maintenance is announced.");
            return 0;
        }));
        return command;
    }

    /// <summary>In one line.</summary>
    public static string Words(MaintenanceBody maintenance)
    {
        var what = maintenance.Kind == "closed" ? "closed" : "no new rooms";
        var begins = maintenance.IsOn ? $"Maintenance, {what}" : $"Maintenance from {LocalMoment.Shown(maintenance.From, TimeProvider.System)}, {what}";
        var ends = maintenance.Until is { } until ? $" until {LocalMoment.Shown(until, TimeProvider.System)}" : " until somebody ends it";
        return $"{begins}{ends}, by {maintenance.By}.{(maintenance.Sentence is { } said ? $" Members read: {said}" : "")}";
    }
}
