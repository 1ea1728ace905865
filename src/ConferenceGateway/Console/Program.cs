using System.CommandLine;

namespace ConferenceGateway.Console;

/// <summary>The command line. Without a command the gateway runs.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var commands = new GatewayCommands();
        var whole = GatewayCommands.Whole(args);
        if (commands.FaultOf(whole) is { } fault)
        {
            await System.Console.Error.WriteLineAsync(fault);
            return GatewayRun.CannotStart;
        }

        using var signals = new EndSignals();
        // The signals are ours: the library would cut the process off after a fixed time.
        return await commands.Parse(whole).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, signals.Token);
    }
}
