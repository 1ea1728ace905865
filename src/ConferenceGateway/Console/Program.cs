using System.CommandLine;
using System.CommandLine.Invocation;

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

        var parsed = commands.Parse(whole);
        if (parsed.Action is ParseErrorAction wrong)
        {
            // What is wrong would scroll away above the page.
            wrong.ShowHelp = false;
            wrong.ShowTypoCorrections = true;
        }

        using var signals = new EndSignals();
        // The signals are ours: the library would cut the process off after a fixed time.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, signals.Token);
    }
}
