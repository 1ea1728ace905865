using System.CommandLine;
using System.Globalization;
using System.Runtime.Versioning;

// The figures come from /proc.
[assembly: SupportedOSPlatform("linux")]

namespace ConferenceGateway.Benchmarks;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        // The figures go into a page, whatever the language of the terminal.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var root = new RootCommand("Measures the gateway beside what stands in its place elsewhere, in the same run, everything on 127.0.0.1. See docs/performance.md.");
        foreach (var command in ChildCommands.All().Concat(RunCommands.All()))
            root.Subcommands.Add(command);
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }
}
