using System.CommandLine;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Console;

/// <summary><c>backup</c> and <c>restore</c>: a copy of the database, and back. A gateway may run meanwhile.</summary>
internal static class BackupCommand
{
    public static Command CreateBackup()
    {
        var config = SettingsOption.Create();
        var to = new Option<FileInfo>("--to") { Description = "The file to write.", HelpName = "FILE", Required = true };
        var force = new Option<bool>("--force") { Description = "Replaces the file if it is there." };
        var command = new Command("backup", "Copies the database into one file. The gateway may run meanwhile.") { config, to, force };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => DoAsync("backup", parsed, config, async database =>
        {
            var file = parsed.GetRequiredValue(to).FullName;
            var version = await DatabaseBackup.BackupAsync(database, file, parsed.GetValue(force), cancellation);
            return $"The database is copied to {file} and checked; schema version {version}.";
        }));
        return command;
    }

    public static Command CreateRestore()
    {
        var config = SettingsOption.Create();
        var from = new Option<FileInfo>("--from") { Description = "A file that backup has written.", HelpName = "FILE", Required = true };
        var command = new Command("restore", "Brings a copy of the database back and keeps what was there. The gateway may run meanwhile.") { config, from };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => DoAsync("restore", parsed, config, async database =>
        {
            var file = parsed.GetRequiredValue(from).FullName;
            var restored = await DatabaseBackup.RestoreAsync(database, file, TimeProvider.System, cancellation);
            var lines = new List<string> { $"The database is restored from {file}; its schema version was {restored.Version}." };
            if (restored.Kept is { } kept)
                lines.Add($"What was there before is kept in {kept}.");
            if (restored.IsLive)
                lines.Add("A gateway runs on it and reads it again within 5 s; rooms that somebody is in stay where they are.");
            return string.Join(Environment.NewLine, lines);
        }));
        return command;
    }

    private static async Task<int> DoAsync(string name, ParseResult parsed, Option<FileInfo?> config, Func<string, Task<string>> work)
    {
        try
        {
            using var configuration = new ConfigurationManager();
            var settings = GatewaySettings.Read(SettingsOption.StartOf(parsed, config), configuration);
            await System.Console.Out.WriteLineAsync(await work(settings.StoragePath));
            return 0;
        }
        catch (SettingsException e)
        {
            await GatewayRun.SayAsync($"There is no {name} with these settings:", e.Faults);
        }
        catch (StorageException e)
        {
            await GatewayRun.SayAsync($"There is no {name}:", [e.Message]);
        }

        return GatewayRun.CannotStart;
    }
}
