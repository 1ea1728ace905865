using ConferenceGateway.Audit;
using ConferenceGateway.Identity;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.Passwords;
using ConferenceGateway.Portal;
using ConferenceGateway.Storage;

namespace ConferenceGateway.Console;

/// <summary>An admin and a chair for the demo, each with a password that was made for this run.</summary>
internal sealed record DemoAccounts(string Admin, string AdminPassword, string Chair, string ChairPassword)
{
    /// <summary>Makes the database and both accounts in it, before the gateway starts.</summary>
    public static async Task<DemoAccounts> SeedAsync(string database)
    {
        var accounts = new DemoAccounts("jonas", GeneratedPassword.Make(), "maike", GeneratedPassword.Make());
        await using var storage = await Database.OpenAsync(database);
        var changes = new AccountChanges(storage, new AuditLog(TimeProvider.System), new ActiveAccounts(storage), TimeProvider.System);
        await AddAsync(accounts.Admin, "Jonas Beispiel", Roles.Admin | Roles.Chair, accounts.AdminPassword);
        await AddAsync(accounts.Chair, "Maike Muster", Roles.Chair, accounts.ChairPassword);
        return accounts;

        async Task AddAsync(string name, string displayName, Roles roles, string password)
        {
            var cost = new SignInOptions();
            var hash = PasswordHash.Make(password, new(cost.HashMebibytes, cost.HashPasses)).ToString();
            if (AccountName.TryParse(name, out var parsed))
                await changes.CreateAsync(Actor.Gateway, new(parsed, displayName, roles) { PasswordHash = hash });
        }
    }
}
