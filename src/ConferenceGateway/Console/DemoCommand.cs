using System.CommandLine;

namespace ConferenceGateway.Console;

internal static class DemoCommand
{
    public static Command Create() => new("demo", "Runs the gateway before two simulated shards.");
}
