using System.CommandLine;
using ConferenceGateway.Hosting;

namespace ConferenceGateway.Console;

/// <summary><c>run</c>: the gateway.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config")
        {
            Description = "The file of settings. Default: appsettings.json in the working folder.",
        };
        var command = new Command("run", "Runs the gateway. Any setting may follow as --Key value, for example --Operator:Name Example.")
        {
            config,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) => await GatewayRun.RunAsync(new GatewayStart
        {
            ConfigFile = parsed.GetValue(config)?.FullName,
            Overrides = [.. parsed.UnmatchedTokens],
        }, cancellation));
        return command;
    }
}
