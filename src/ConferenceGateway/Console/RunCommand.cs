using System.CommandLine;

namespace ConferenceGateway.Console;

/// <summary><c>run</c>: the gateway.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = SettingsOption.Create();
        var command = new Command("run", "Runs the gateway. This is what happens without a command, too.") { config };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => GatewayRun.RunAsync(SettingsOption.StartOf(parsed, config), cancellation));
        return command;
    }
}
