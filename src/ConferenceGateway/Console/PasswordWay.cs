using System.CommandLine;
using System.Text;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Console;

/// <summary>
/// How a command gets a password: typed twice without being shown, from standard input, generated, or not at all, by a
/// link. Never from the command line, which every user of the machine can read.
/// </summary>
internal sealed class PasswordWay
{
    private readonly Option<bool> _invite = new("--invite") { Description = "Prints a link that is good once; this person chooses the password." };
    private readonly Option<bool> _generate = new("--generate") { Description = "Makes a password and prints it." };
    private readonly Option<bool> _stdin = new("--password-stdin") { Description = "Reads the password from standard input, one line." };

    public void AddTo(Command command)
    {
        command.Add(_invite);
        command.Add(_generate);
        command.Add(_stdin);
    }

    /// <summary>The password; null for a link. Or what is wrong.</summary>
    public (string? Password, string? Fault) Read(ParseResult parsed, UsersWork work, string name, string displayName)
    {
        if (new[] { _invite, _generate, _stdin }.Count(parsed.GetValue) > 1)
            return (null, "--invite, --generate and --password-stdin exclude each other.");
        if (parsed.GetValue(_invite))
            return (null, null);
        if (parsed.GetValue(_generate))
            return (GeneratedPassword.Make(), null);
        var (password, fault) = parsed.GetValue(_stdin) ? (System.Console.In.ReadLine() ?? "", null) : Ask();
        return fault is null && work.Rules.FaultOf(password, name, displayName) is { } weak ? (null, weak.In(Language.English)) : (password, fault);
    }

    /// <summary>Prints the link or the generated password, once.</summary>
    public async Task SayAsync(ParseResult parsed, UsersWork work, Account account, string? password)
    {
        if (parsed.GetValue(_generate))
        {
            await System.Console.Out.WriteLineAsync($"Password: {password}");
        }
        else if (password is null && await work.Links.MakeAsync(work.Actor, account.Id) is { } link)
        {
            var address = new Uri(work.Settings.Origins.PortalUrl, link.PathAndQuery);
            await System.Console.Out.WriteLineAsync($"Link, good once until {link.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}: {address}");
        }
        else if (password is not null)
        {
            await System.Console.Out.WriteLineAsync($"The password of {account.Name} is set. Sign in at {work.Settings.Origins.PortalUrl}");
        }
        else
        {
            await System.Console.Error.WriteLineAsync(OneLine.Of($"{account.Name} is disabled, so there is no link. users enable {account.Name} first."));
        }
    }

    private static (string Password, string? Fault) Ask()
    {
        if (System.Console.IsInputRedirected)
            return ("", "Nobody is there to type a password. Say --invite, --generate or --password-stdin.");
        System.Console.Write("Password: ");
        var first = ReadHidden();
        System.Console.Write("Once more: ");
        return first == ReadHidden() ? (first, null) : ("", "The two were not the same. Nothing is changed.");
    }

    private static string ReadHidden()
    {
        var typed = new StringBuilder();
        while (true)
        {
            var key = System.Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                System.Console.WriteLine();
                return typed.ToString();
            }

            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
    }
}
