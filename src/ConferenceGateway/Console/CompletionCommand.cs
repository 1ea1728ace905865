using System.CommandLine;

namespace ConferenceGateway.Console;

/// <summary>
/// <c>completion</c>: a script for a shell, which asks the program itself what may come next: the library answers to
/// <c>[suggest:POSITION] "LINE"</c>, the line without the program's name.
/// </summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash completion for Conference Gateway: source it, or put it into /etc/bash_completion.d
        _conference_gateway() {
          local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" words
          line="${line#"${COMP_WORDS[0]}"}"
          line="${line# }"
          words=$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
          # Options only where one has been begun.
          [[ "$current" == -* ]] || words=$(grep -v '^-' <<<"$words")
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$words" -- "$current"))
        }
        # Where nothing is suggested, names of files are.
        complete -o default -F _conference_gateway ConferenceGateway conference-gateway

        """;

    private const string Zsh = """
        #compdef ConferenceGateway conference-gateway
        # zsh completion for Conference Gateway: put it into a folder of $fpath as _conference-gateway
        _conference_gateway() {
          local line="${BUFFER[1,$CURSOR]}"
          line="${line#"${words[1]}"}"
          line="${line# }"
          local -a suggested
          suggested=(${(f)"$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)"})
          [[ "${words[CURRENT]}" == -* ]] || suggested=(${suggested:#-*})
          compadd -a suggested || _files
        }
        compdef _conference_gateway ConferenceGateway conference-gateway

        """;

    private const string Fish = """
        # fish completion for Conference Gateway: put it into ~/.config/fish/completions/ConferenceGateway.fish
        function __conference_gateway
          set -l line (commandline -cp)
          set -l program (commandline -po)[1]
          set line (string replace -r '^\S+\s?' '' -- $line)
          $program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c ConferenceGateway -a '(__conference_gateway)'
        complete -c conference-gateway -a '(__conference_gateway)'

        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish.", HelpName = "SHELL" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Prints a script that completes commands and options in a shell.") { shell };
        command.SetAction((parsed, _) => System.Console.Out.WriteAsync(parsed.GetRequiredValue(shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => Fish,
        }));
        return command;
    }
}
