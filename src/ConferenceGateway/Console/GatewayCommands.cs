using System.CommandLine;
using System.CommandLine.Help;
using ConferenceGateway.Core;

namespace ConferenceGateway.Console;

/// <summary>All commands. The first word decides; settings in its place mean <c>run</c>.</summary>
internal sealed class GatewayCommands : RootCommand
{
    public GatewayCommands()
        : base("A gateway before Jitsi Meet: one address, many shards.")
    {
        Add(RunCommand.Create());
        Add(DemoCommand.Create());
        Add(CheckCommand.Create());
        Add(HealthCommand.Create());
        Add(FleetCommand.Create());
        Add(DrainCommand.Create());
        Add(UndrainCommand.Create());
        Add(WhyCommand.Create());
        Add(MaintenanceCommand.Create());
        Add(UsersCommand.Create());
        Add(BackupCommand.CreateBackup());
        Add(BackupCommand.CreateRestore());
        Add(VersionCommand.Create());
        Add(CompletionCommand.Create());
        foreach (var help in Options.OfType<HelpOption>())
        {
            help.Description = "Shows this page.";
            help.Action = new HelpPage();
            help.Aliases.Clear();
            help.Aliases.Add("-h");
            help.Aliases.Add("-?");
        }

        foreach (var version in Options.OfType<VersionOption>())
            version.Description = "Says the version alone.";
    }

    /// <summary>What was typed, with the command that is meant.</summary>
    public static string[] Whole(string[] typed) => typed switch
    {
        ["help", .. var commands] => [.. commands, "--help"],
        [] => ["run"],
        ["-h" or "--help" or "-?" or "--version", ..] => typed,
        // `ConferenceGateway --config FILE` is `ConferenceGateway run --config FILE`.
        [['-', ..], ..] => ["run", .. typed],
        _ => typed,
    };

    /// <summary>Null, or why the first word is no command: else it would be taken for a setting.</summary>
    public string? FaultOf(string[] whole)
    {
        // A directive of the library, which completion uses.
        if (whole is [['-' or '[', ..], ..] || Subcommands.Any(command => command.Name == whole[0]))
            return null;
        var word = OneLine.Of(whole[0].Length > 40 ? whole[0][..40] : whole[0]);
        var near = Subcommands.Select(command => command.Name).MinBy(name => EditDistance.Of(name, word))!;
        var all = string.Join(", ", Subcommands.Select(command => command.Name));
        return EditDistance.Of(near, word) <= 1 + (word.Length / 3)
            ? $"\"{word}\" is no command; perhaps {near} is meant. There are: {all}."
            : $"\"{word}\" is no command. There are: {all}.";
    }
}
