using System.CommandLine;
using ConferenceGateway.Hosting;

namespace ConferenceGateway.Console;

/// <summary>The command line. Without a command the gateway runs.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("A gateway before Jitsi Meet: one address, many shards.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            CheckCommand.Create(),
            HealthCommand.Create(),
        };
        // `ConferenceGateway --config FILE` is `ConferenceGateway run --config FILE`.
        var isNamed = args is ["-h" or "--help" or "-?" or "--version", ..] || root.Subcommands.Any(command => command.Name == args.FirstOrDefault());
        return root.Parse(isNamed ? args : ["run", .. args]).InvokeAsync(new InvocationConfiguration
        {
            // Longer than the gateway itself takes to end; else the process is cut off in the middle.
            ProcessTerminationTimeout = GatewayHost.EndLimit * 3,
        });
    }
}
