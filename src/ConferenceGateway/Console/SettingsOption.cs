using System.CommandLine;
using ConferenceGateway.Settings;

namespace ConferenceGateway.Console;

/// <summary><c>--config FILE</c> and the settings that may follow: the same for every command that reads the operator's file.</summary>
internal static class SettingsOption
{
    public static Option<FileInfo?> Create() => new("--config")
    {
        Description = "The file of settings. Without it: appsettings.json in the working folder.",
        HelpName = "FILE",
    };

    /// <summary>What the command line says of the settings.</summary>
    public static GatewayStart StartOf(ParseResult parsed, Option<FileInfo?> config) => new()
    {
        ConfigFile = parsed.GetValue(config)?.FullName,
        Overrides = [.. parsed.UnmatchedTokens],
    };
}
