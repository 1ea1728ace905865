using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Console;

/// <summary><c>version</c>: what a report of a problem should begin with.</summary>
internal static partial class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Says the version of the gateway, its schema, .NET, the system and ICU.");
        command.SetAction((_, _) => System.Console.Out.WriteLineAsync(Text()));
        return command;
    }

    private static string Text() =>
        $"""
        Conference Gateway  {Product()}
        Schema              {Migrations.Newest}
        .NET                {Environment.Version}
        System              {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()})
        ICU                 {Icu()}
        """;

    private static string Product() =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static string Icu()
    {
        if (!Core.RoomName.IsUnicodeAvailable)
            return "missing: the gateway does not start without it";
        using var own = Process.GetCurrentProcess();
        return own.Modules.Cast<ProcessModule>().Select(module => Library().Match(module.ModuleName))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "of the system";
    }

    [GeneratedRegex(@"^libicuuc\.so\.([0-9.]+)$")]
    private static partial Regex Library();
}
