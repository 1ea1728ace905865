using System.CommandLine;
using ConferenceGateway.Core;
using ConferenceGateway.Upkeep.Api;

namespace ConferenceGateway.Console;

/// <summary><c>undrain NAME</c>: opens a shard or bridge again.</summary>
internal static class UndrainCommand
{
    public static Command Create()
    {
        var name = DrainCommand.NameArgument();
        var gateway = new GatewayOption();
        var command = new Command("undrain", "Opens a shard or a bridge again.") { name };
        gateway.AddTo(command);
        command.SetAction((parsed, cancellation) => gateway.DoAsync(parsed, async api =>
        {
            var reply = await api.DeleteAsync(DrainCommand.PathOf(parsed.GetRequiredValue(name)), UpkeepApiJson.Asking.DrainBody, cancellation);
            await System.Console.Out.WriteLineAsync(parsed.GetValue(gateway.Json) ? reply.Json : OneLine.Of(DrainText.Verdict(reply.Body, TimeProvider.System)));
            return 0;
        }));
        return command;
    }
}
