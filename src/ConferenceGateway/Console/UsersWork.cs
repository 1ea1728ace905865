using System.CommandLine;
using System.Data.Common;
using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Settings;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Console;

/// <summary>What a command on accounts works with: the database itself. Whoever can read its file needs no right of the portal.</summary>
internal sealed class UsersWork(GatewaySettings settings, Database database, string operatorName)
{
    private readonly AuditLog _audit = new(TimeProvider.System);

    public GatewaySettings Settings => settings;

    public Actor Actor { get; } = Actor.CommandLine();

    public AccountStore Accounts { get; } = new(database);

    public AccountChanges Changes => new(database, _audit, new ActiveAccounts(database), TimeProvider.System);

    public PasswordLinks Links => new(database, _audit, settings.SignIn, TimeProvider.System);

    public PasswordRules Rules => new(settings.SignIn, operatorName, settings.Origins.MeetingUrl.Host, settings.Origins.PortalUrl.Host);

    /// <summary>Here nothing else waits for the core.</summary>
    public string Hash(string password) => PasswordHash.Make(password, new(settings.SignIn.HashMebibytes, settings.SignIn.HashPasses)).ToString();

    /// <summary>Opens the database of the settings and does something; what it returns is what went wrong.</summary>
    public static async Task<int> DoAsync(ParseResult parsed, Option<FileInfo?> config, Func<UsersWork, Task<string?>> work, CancellationToken cancellation)
    {
        try
        {
            using var configuration = new ConfigurationManager();
            var settings = GatewaySettings.Read(SettingsOption.StartOf(parsed, config), configuration);
            var isNew = !File.Exists(settings.StoragePath);
            await using var database = await Database.OpenAsync(settings.StoragePath, cancellation: cancellation);
            if (await work(new UsersWork(settings, database, OperatorNameIn(configuration))) is not { } fault)
            {
                // SQLite gives its other files to the owner of the database, but a new one belongs to who made it.
                if (isNew && Environment.IsPrivilegedProcess)
                    await System.Console.Error.WriteLineAsync($"{settings.StoragePath} is new and belongs to root. A gateway that runs as another user cannot open it: chown it to that user.");
                return 0;
            }

            await System.Console.Error.WriteLineAsync(OneLine.Of(fault));
        }
        catch (SettingsException e)
        {
            await GatewayRun.SayAsync("Nothing is done with these settings:", e.Faults);
        }
        catch (StorageException e)
        {
            await GatewayRun.SayAsync("Nothing is done:", [e.Message]);
        }
        catch (DbException e)
        {
            await GatewayRun.SayAsync("Nothing is done:", [Database.Explain(e)]);
        }

        return GatewayRun.CannotStart;
    }

    private static string OperatorNameIn(ConfigurationManager configuration) =>
        (configuration.GetSection(OperatorOptions.Section).Get<OperatorOptions>() ?? new OperatorOptions()).Name.Trim();

    /// <summary>The same, on the account of that name.</summary>
    public static Task<int> OnAccountAsync(
        ParseResult parsed, Option<FileInfo?> config, Argument<string> name, Func<UsersWork, Account, Task<string?>> work, CancellationToken cancellation) =>
        DoAsync(parsed, config, async users =>
        {
            var typed = parsed.GetRequiredValue(name);
            return AccountName.TryParse(typed, out var parsedName) && await users.Accounts.FindByNameAsync(parsedName) is { } account
                ? await work(users, account)
                : $"There is no account {typed}. users list shows all.";
        }, cancellation);

    /// <summary>A refusal in one line.</summary>
    public static string Say(AccountAnswer answer) => answer.Problem is { } problem
        ? $"{ProblemTexts.Headline(problem).English} {ProblemTexts.Advice(problem).English}"
        : "";

    /// <summary>One account in one line; tabs between, for scripts.</summary>
    public static string Line(Account account) => string.Join('\t',
        account.Name, RolesOf(account),
        account.DisabledAt is not null ? "disabled" : account.IsInvited ? "invited" : "active",
        account.SignedInAt is { } at ? ShownTime.IsoSeconds(at) : "never",
        OneLine.Of(account.DisplayName));

    /// <summary><c>admin chair</c></summary>
    public static string RolesOf(Account account) => account.GivenRoles == Roles.None && account.ProviderRoles == Roles.None
        ? "no role"
        : RoleNames.Of(account.GivenRoles | account.ProviderRoles);
}
