using System.CommandLine;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Console;

/// <summary>
/// <c>users</c>: accounts, on the gateway's machine. The first admin comes from here: there is no default password. A
/// gateway may run meanwhile, and knows at once.
/// </summary>
internal static class UsersCommand
{
    public static Command Create()
    {
        var command = new Command("users", "Accounts: adds, lists, changes and disables them.");
        command.Add(List());
        command.Add(Add());
        command.Add(Change());
        command.Add(Password());
        command.Add(Switch("disable", "Disables an account: it is signed out everywhere at once, and its keys are dead.", isDisabled: true));
        command.Add(Switch("enable", "Enables an account again.", isDisabled: false));
        // Without one of them there is nothing to do; the page says what there is.
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(HelpPage.Of(command)));
        return command;
    }

    private static Command List()
    {
        var (command, config) = New("list", "Lists all accounts, one a line: name, roles, state, last sign-in, shown name.");
        command.SetAction((parsed, cancellation) => UsersWork.DoAsync(parsed, config, async work =>
        {
            var accounts = await work.Accounts.ListAsync();
            foreach (var account in accounts)
                await System.Console.Out.WriteLineAsync(UsersWork.Line(account));
            // Not on standard output: a script counts lines there.
            if (accounts.Count == 0)
                await System.Console.Error.WriteLineAsync("There is no account yet. users add NAME --admin makes the first admin.");
            return null;
        }, cancellation));
        return command;
    }

    private static Command Add()
    {
        var (command, config) = New("add", "Adds an account. Without --invite, --generate or --password-stdin it asks for a password.");
        var name = NameArgument();
        var shown = new Option<string>("--display-name") { Description = "As others see this person. Without it: the name.", HelpName = "TEXT" };
        var roles = RoleOptions();
        var way = new PasswordWay();
        command.Add(name);
        command.Add(shown);
        roles.ForEach(command.Add);
        way.AddTo(command);
        command.SetAction((parsed, cancellation) => UsersWork.DoAsync(parsed, config, async work =>
        {
            if (!AccountName.TryParse(parsed.GetRequiredValue(name), out var parsedName))
                return $"\"{parsed.GetRequiredValue(name)}\" cannot be a name; it {AccountName.Rule}.";
            if (!DisplayName.TryParse(parsed.GetValue(shown) ?? parsed.GetRequiredValue(name), out var parsedShown))
                return $"--display-name {DisplayName.Rule}.";
            if (await work.Accounts.FindByNameAsync(parsedName) is not null)
                return $"An account has the name {parsedName} already. users list shows all; users password gives one a new password.";
            var (password, fault) = way.Read(parsed, work, parsedName.Key, parsedShown);
            if (fault is not null)
                return fault;
            var answer = await work.Changes.CreateAsync(work.Actor, new(parsedName, parsedShown, Chosen(parsed, roles))
            {
                PasswordHash = password is null ? null : work.Hash(password),
            });
            if (answer is not AccountAnswer.Done { Account: var account })
                return UsersWork.Say(answer);
            await System.Console.Out.WriteLineAsync($"{account.Name} is added: {UsersWork.RolesOf(account)}.");
            await way.SayAsync(parsed, work, account, password);
            return null;
        }, cancellation));
        return command;
    }

    private static Command Change()
    {
        var (command, config) = New("change", "Changes the roles or the shown name of an account.");
        var name = NameArgument();
        var shown = new Option<string?>("--display-name") { Description = "As others see this person.", HelpName = "TEXT" };
        var roles = RoleOptions();
        var none = new Option<bool>("--no-role") { Description = "Takes all roles away." };
        command.Add(name);
        command.Add(shown);
        roles.ForEach(command.Add);
        command.Add(none);
        command.SetAction((parsed, cancellation) => UsersWork.OnAccountAsync(parsed, config, name, async (work, account) =>
        {
            var chosen = Chosen(parsed, roles);
            if (chosen == Roles.None && !parsed.GetValue(none) && parsed.GetValue(shown) is null)
                return "Say what to change: --display-name, or the roles that the account shall have (--chair, --auditor, --admin, --no-role).";
            if (chosen != Roles.None && parsed.GetValue(none))
                return "--no-role and a role contradict each other.";
            string? display = null;
            if (parsed.GetValue(shown) is { } text && !DisplayName.TryParse(text, out display))
                return $"--display-name {DisplayName.Rule}.";
            var answer = await work.Changes.ChangeAsync(work.Actor, account.Id, new()
            {
                DisplayName = display,
                Roles = chosen != Roles.None || parsed.GetValue(none) ? chosen : null,
            });
            if (answer is not AccountAnswer.Done { Account: var now })
                return UsersWork.Say(answer);
            await System.Console.Out.WriteLineAsync(UsersWork.Line(now));
            return null;
        }, cancellation));
        return command;
    }

    private static Command Password()
    {
        var (command, config) = New("password", "Gives an account a new password. It is signed out everywhere.");
        var name = NameArgument();
        var way = new PasswordWay();
        command.Add(name);
        way.AddTo(command);
        command.SetAction((parsed, cancellation) => UsersWork.OnAccountAsync(parsed, config, name, async (work, account) =>
        {
            var (password, fault) = way.Read(parsed, work, account.Name, account.DisplayName);
            if (fault is not null)
                return fault;
            if (password is not null && await work.Changes.SetPasswordAsync(work.Actor, account.Id, work.Hash(password)) is not AccountAnswer.Done)
                return "The account is gone.";
            await way.SayAsync(parsed, work, account, password);
            return null;
        }, cancellation));
        return command;
    }

    private static Command Switch(string verb, string description, bool isDisabled)
    {
        var (command, config) = New(verb, description);
        var name = NameArgument();
        command.Add(name);
        command.SetAction((parsed, cancellation) => UsersWork.OnAccountAsync(parsed, config, name, async (work, account) =>
        {
            var answer = await work.Changes.ChangeAsync(work.Actor, account.Id, new() { IsDisabled = isDisabled });
            if (answer is not AccountAnswer.Done)
                return UsersWork.Say(answer);
            await System.Console.Out.WriteLineAsync($"{account.Name} is {verb}d.");
            return null;
        }, cancellation));
        return command;
    }

    private static (Command Command, Option<FileInfo?> Config) New(string name, string description)
    {
        var config = SettingsOption.Create();
        return (new Command(name, description) { TreatUnmatchedTokensAsErrors = false, Options = { config } }, config);
    }

    private static Argument<string> NameArgument() => new("name") { Description = "What this person types to sign in; a mail address fits." };

    private static List<Option<bool>> RoleOptions() =>
    [
        new("--chair") { Description = "Leads meetings." },
        new("--auditor") { Description = "May see everything that an admin sees, and change nothing." },
        new("--admin") { Description = "Runs everything: accounts, keys, servers." },
    ];

    private static Roles Chosen(ParseResult parsed, List<Option<bool>> options)
    {
        var roles = Roles.None;
        foreach (var option in options.Where(option => parsed.GetValue(option)))
            roles |= RoleNames.TryParse(option.Name[2..], out var role) ? role : Roles.None;
        return roles;
    }
}
