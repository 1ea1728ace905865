using System.CommandLine;
using System.Diagnostics;
using AwesomeAssertions;
using ConferenceGateway.Console;
using ConferenceGateway.Testing;
using Xunit;

namespace ConferenceGateway.Tests.Console;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-test-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands => [.. All().Select(command => command.Path)];

    [Theory]
    [InlineData("rnu", "perhaps run is meant")]
    [InlineData("chek-up", "is no command. There are: run, demo")]
    [InlineData("bakcup", "perhaps backup is meant")]
    [InlineData("--help-me\n", null)]
    [InlineData("a\nb", "\"a·b\" is no command")]
    [InlineData("RUN", "perhaps run is meant")]
    public void A_word_that_is_no_command_is_no_setting_either(string word, string? fault)
    {
        var said = new GatewayCommands().FaultOf(GatewayCommands.Whole([word]));

        if (fault is null)
            said.Should().BeNull();
        else
            said.Should().Contain(fault);
    }

    [Theory]
    [InlineData("", "run")]
    [InlineData("--config a.json", "run --config a.json")]
    [InlineData("help", "--help")]
    [InlineData("help backup", "backup --help")]
    [InlineData("help users add", "users add --help")]
    [InlineData("demo --people 3", "demo --people 3")]
    [InlineData("--version", "--version")]
    public void Without_a_command_the_gateway_runs(string typed, string whole) =>
        string.Join(' ', GatewayCommands.Whole(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Should().Be(whole);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_says_all_of_a_command_on_80_columns(string name)
    {
        var command = All().Single(command => command.Path == name).Command;

        var page = HelpPage.Of(command);

        page.Split('\n').Should().OnlyContain(line => line.TrimEnd().Length <= 80);
        page.Should().Contain($"conference-gateway {name}").And.Contain("Examples:").And.Contain("Exit codes:");
        foreach (var option in command.Options)
            page.Should().Contain(option.Name);
        // The example is one that is understood.
        foreach (var example in page.Split("Examples:")[1].Split("Exit codes:")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            new GatewayCommands().Parse(example.Split(" > ")[0].Split(' ')[1..]).Errors.Should().BeEmpty(example);
    }

    [Fact]
    public void Help_lists_every_command()
    {
        var commands = new GatewayCommands();

        foreach (var command in commands.Subcommands)
            HelpPage.Of(commands).Should().Contain($"  {command.Name} ").And.Contain(command.Description!.Split(' ')[0]);
    }

    [Fact]
    public void The_page_of_the_documentation_has_every_command_and_option()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/command-line.md"));

        foreach (var (path, command) in All())
        {
            page.Should().ContainAny($"## {path}\n", $"`{path} ", $"`{path}`");
            foreach (var option in command.Options)
                page.Should().Contain($"`{option.Name}");
        }
    }

    [Fact]
    public async Task Version_says_what_a_report_needs()
    {
        var (code, output, _) = await GatewayProcess.RunAsync(["version"]);

        code.Should().Be(0);
        output.Should().MatchRegex(@"Conference Gateway  \d+\.\d+").And.MatchRegex(@"Schema +\d+").And.MatchRegex(@"\.NET +10\.").And.Contain("ICU");
        (await GatewayProcess.RunAsync(["--version"])).Output.Should().MatchRegex(@"^\d+\.\d+");
    }

    [Fact]
    public async Task What_is_missing_is_one_sentence()
    {
        var (code, output, errors) = await GatewayProcess.RunAsync(["backup"]);

        code.Should().Be(1);
        errors.Should().ContainSingle().Which.Should().Contain("--to");
        output.Should().NotContain("Usage");
    }

    [Fact]
    public async Task A_database_is_copied_and_brought_back_by_command()
    {
        var database = Path.Combine(_folder.FullName, "gateway.db");
        var copy = Path.Combine(_folder.FullName, "copy.db");
        await (await ConferenceGateway.Storage.Database.OpenAsync(database)).DisposeAsync();
        await Storage.Sql.ScalarAsync(database, "INSERT INTO placements (room, shard, placed_at_ms, generation) VALUES ('plenum', 'a', 0, 1)");
        string[] settings = ["--MeetingUrl", "http://meet.test", "--PortalUrl", "http://portal.test", "--Storage:Path", database, "--Fleet:Shards:0:Name", "a", "--Fleet:Shards:0:Address", "http://127.0.0.1:1"];

        var backup = await GatewayProcess.RunAsync(["backup", "--to", copy, .. settings]);
        backup.Code.Should().Be(0, string.Join('\n', backup.Errors));
        backup.Output.Should().Contain(copy);
        (await GatewayProcess.RunAsync(["backup", "--to", copy, .. settings])).Errors[1].Should().Contain("--force");
        await Storage.Sql.ScalarAsync(database, "DELETE FROM placements");
        var restore = await GatewayProcess.RunAsync(["restore", "--from", copy, .. settings]);

        restore.Code.Should().Be(0, string.Join('\n', restore.Errors));
        restore.Output.Should().Contain("is kept in").And.NotContain("runs on it");
        (await Placement.Book.RowsAsync(database)).Should().Equal("plenum a 1");
    }

    [Theory]
    [InlineData("ConferenceGateway ba", "backup")]
    [InlineData("ConferenceGateway re", "restore")]
    [InlineData("ConferenceGateway demo --pe", "--people")]
    [InlineData("ConferenceGateway completion ", "bash,fish,zsh")]
    public async Task Bash_completes(string line, string suggested)
    {
        if (!File.Exists("/bin/bash"))
            Assert.Skip("bash is missing.");
        var script = Path.Combine(_folder.FullName, "completion.sh");
        await File.WriteAllTextAsync(script, (await GatewayProcess.RunAsync(["completion", "bash"])).Output, Cancel);
        var program = Path.Combine(_folder.FullName, "ConferenceGateway");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{GatewayProcess.Program}' \"$@\"\n", Cancel);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        // As bash does when the Tab key is pressed.
        var tab = $$"""
            source {{script}}
            PATH={{_folder.FullName}}:$PATH
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<<"$COMP_LINE"
            [[ "$COMP_LINE" == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _conference_gateway
            IFS=,; echo "${COMPREPLY[*]}"
            """;

        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", tab]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync(Cancel);
        await bash.WaitForExitAsync(Cancel);

        output.Trim().Should().Be(suggested);
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Other_shells_get_a_script_that_asks_the_program(string shell)
    {
        var (code, output, _) = await GatewayProcess.RunAsync(["completion", shell]);

        code.Should().Be(0);
        output.Should().Contain("[suggest:");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Commands with those inside them: <c>users add</c>.</summary>
    private static List<(string Path, Command Command)> All()
    {
        return [.. new GatewayCommands().Subcommands.SelectMany(command => Of("", command))];

        static IEnumerable<(string Path, Command Command)> Of(string before, Command command) =>
            command.Subcommands.SelectMany(inside => Of($"{before}{command.Name} ", inside)).Prepend(($"{before}{command.Name}", command));
    }
}
