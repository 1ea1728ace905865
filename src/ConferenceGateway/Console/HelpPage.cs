using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;

namespace ConferenceGateway.Console;

/// <summary>Help for people: what a command does, its options, examples to copy, exit codes; 80 columns, no colours.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    // As the guides install it; published it is ConferenceGateway.
    private const string Program = "conference-gateway";
    private const int Width = 80;
    private const int Indent = 2;

    private static readonly string[] CommonCodes = ["0  done", "1  not done; standard error says why, and what to do"];
    private static readonly string[] SignalCodes = ["130, 143  ended at once by a second Ctrl+C or SIGTERM"];

    private const string TalksToGateway = "Asks a running gateway at its PortalUrl (--gateway or GATEWAY_URL), with the API key in GATEWAY_KEY.";

    private static readonly Dictionary<string, Extra> Extras = new()
    {
        [""] = new(
            ["demo", "run --config /etc/conference-gateway/gateway.json", "backup --help"], CommonCodes,
            "docs/command-line.md describes every command, docs/configuration.md every setting."),
        ["run"] = new(
            ["run --config /etc/conference-gateway/gateway.json", "run --config gateway.json --Urls http://127.0.0.1:9090"],
            ["0  ended in good order", CommonCodes[1], .. SignalCodes],
            "Any setting may follow as --Key value or --Key=value; it wins over file and environment. SIGTERM or Ctrl+C ends the gateway in good order, a second one at once."),
        ["demo"] = new(
            ["demo", "demo --urls http://localhost:9090 --people 200"],
            ["0  ended in good order", CommonCodes[1], .. SignalCodes],
            "Needs nothing else: shards, database and people are simulated and go at the end. Any setting may follow as --Key value."),
        ["check"] = new(
            ["check --config gateway.json", "check --config gateway.json --only dns,gateway --json"],
            ["0  nothing wrong", "1  warnings", "2  errors; faults of the settings too", "3  --only names a group that does not exist"],
            "Any setting may follow as --Key value. Run it as the gateway's own user, on the gateway's machine. docs/check.md describes every finding."),
        ["health"] = new(["health", "health --url https://127.0.0.1:8443 --ready"], ["0  all is well", "1  it is not, or nobody answers"], null),
        ["fleet"] = new(["fleet --gateway https://portal.example.org", "fleet --json"], CommonCodes, TalksToGateway),
        ["drain"] = new(
            ["drain b1 --dry-run", "drain b1 --move-at 23:00 --wait", "drain alpha --wait --limit 90"],
            ["0  drained; with --wait: empty, safe to restart", "1  not done: refused, not taken by the bridge, or opened again by somebody", "3  --limit was reached, and it is not empty"],
            "A shard's only bridge is drained by draining the shard. Times are those of this machine's clock. " + TalksToGateway),
        ["undrain"] = new(["undrain b1"], CommonCodes, TalksToGateway),
        ["why"] = new(["why fraktion", "why acme/fraktion --json"], CommonCodes, TalksToGateway),
        ["maintenance"] = new(
            ["maintenance closed --from 01:00 --until 02:00", "maintenance no-new-rooms", "maintenance end"], CommonCodes,
            "It begins and ends by the clock. " + TalksToGateway),
        ["backup"] = new(
            ["backup --config gateway.json --to gateway-copy.db", "backup --config gateway.json --to gateway-copy.db --force"], CommonCodes,
            "The copy is one file for its owner alone. It is checked before it gets its name, so a file of that name is a whole copy. Run it as the user that the gateway runs as."),
        ["restore"] = new(
            ["restore --config gateway.json --from gateway-copy.db"], CommonCodes,
            "The copy is checked first. What was there is kept beside the database. Run it as the user that the gateway runs as."),
        ["users"] = new(
            ["users add maike --admin", "users list --config gateway.json", "users disable jonas"], CommonCodes,
            "Works on the database, so whoever may write its file needs no right of the portal. Run it as the user that the gateway runs as; a gateway may run meanwhile and knows at once. Everything is in the audit."),
        ["users list"] = new(["users list --config gateway.json"], CommonCodes, "Tabs stand between the columns."),
        ["users add"] = new(
            ["users add maike --admin --config gateway.json", "users add jonas@example.org --chair --invite", "users add kim --auditor --generate"], CommonCodes,
            "The first admin comes from here: no account has a default password. What is generated is printed once."),
        ["users change"] = new(
            ["users change jonas --chair --admin", "users change jonas --display-name \"Jonas Beispiel\"", "users change jonas --no-role"], CommonCodes,
            "The roles that are named are those that the account has then. Rights that it loses end at once."),
        ["users password"] = new(
            ["users password jonas --invite", "users password jonas --generate"], CommonCodes,
            "--invite leaves the old password as it is until the link is used."),
        ["users disable"] = new(["users disable jonas --config gateway.json"], CommonCodes, "The last admin cannot be disabled."),
        ["users enable"] = new(["users enable jonas --config gateway.json"], CommonCodes, null),
        ["version"] = new(["version"], CommonCodes, null),
        ["completion"] = new(
            ["completion bash > /etc/bash_completion.d/conference-gateway", "completion zsh > \"${fpath[1]}/_conference-gateway\"", "completion fish > conference-gateway.fish"],
            CommonCodes, "A new shell has it. fish looks in ~/.config/fish/completions."),
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(Of(parseResult.CommandResult.Command));
        return 0;
    }

    /// <summary>The page of one command.</summary>
    public static string Of(Command command)
    {
        var page = new StringBuilder();
        Wrap(page, command.Description ?? "", 0);
        var isRoot = command is RootCommand;
        Head(page, "Usage");
        var path = PathOf(command);
        page.Append(' ', Indent).AppendLine(isRoot
            ? Program + " [COMMAND] [OPTIONS]"
            : Program + path + (command.Subcommands.Count > 0 ? " COMMAND" : "") + string.Concat(command.Arguments.Select(Shown)) + Needed(command) + " [OPTIONS]");
        if (command.Subcommands.Count > 0)
        {
            Head(page, "Commands");
            Table(page, [.. command.Subcommands.Select(each => (each.Name, each.Description ?? ""))]);
            page.AppendLine();
            Wrap(page, $"{(isRoot ? "Without a command the gateway runs. " : "")}`{Program}{path} COMMAND --help` says more about one.", Indent);
        }

        if (command.Arguments.Count > 0)
        {
            Head(page, "Arguments");
            Table(page, [.. command.Arguments.Select(each => (Shown(each).Trim(), each.Description ?? ""))]);
        }

        if (command.Options.Any(option => option is not HelpOption))
        {
            Head(page, isRoot ? "Options" : "Options of this command");
            Table(page, [.. command.Options.Where(option => option is not HelpOption).Select(Row)]);
        }

        Head(page, isRoot ? "Everywhere" : "Options of all commands");
        Table(page, [("-h, --help", "Shows this page.")]);
        if (Extras.TryGetValue(path.TrimStart(), out var extra))
        {
            if (extra.Text is { } text)
            {
                page.AppendLine();
                Wrap(page, text, 0);
            }

            Head(page, "Examples");
            foreach (var example in extra.Examples)
                page.Append(' ', Indent).AppendLine(Program + " " + example);
            Head(page, "Exit codes");
            foreach (var code in extra.Codes)
                page.Append(' ', Indent).AppendLine(code);
        }

        return page.ToString();
    }

    // " users add": the words after the program's name.
    private static string PathOf(Command command) => command is RootCommand
        ? ""
        : string.Concat(command.Parents.OfType<Command>().Take(1).Select(PathOf)) + " " + command.Name;

    private static void Head(StringBuilder page, string title) => page.AppendLine().Append(title).AppendLine(":");

    private static (string Name, string Text) Row(Option option) =>
        (string.Join(", ", option.Aliases.Prepend(option.Name)) + ValueOf(option), (option.Description ?? "") + (option.Required ? " Required." : ""));

    private static string ValueOf(Option option) => option.ValueType == typeof(bool) || option is VersionOption ? "" : $" {option.HelpName ?? "VALUE"}";

    private static string Needed(Command command) =>
        string.Concat(command.Options.Where(option => option.Required).Select(option => $" {option.Name}{ValueOf(option)}"));

    private static string Shown(Argument argument) => $" {argument.HelpName ?? argument.Name.ToUpperInvariant()}";

    private static void Table(StringBuilder page, IReadOnlyList<(string Name, string Text)> rows)
    {
        var column = Indent + rows.Max(row => row.Name.Length) + 2;
        foreach (var (name, text) in rows)
        {
            var lines = WordWrap.Lines(text, Width - column).ToList();
            page.Append(' ', Indent).Append(name.PadRight(column - Indent)).AppendLine(lines.FirstOrDefault());
            foreach (var line in lines.Skip(1))
                page.Append(' ', column).AppendLine(line);
        }
    }

    private static void Wrap(StringBuilder page, string text, int indent)
    {
        foreach (var line in WordWrap.Lines(text, Width - indent))
            page.Append(' ', indent).AppendLine(line);
    }

    private sealed record Extra(string[] Examples, string[] Codes, string? Text);
}
