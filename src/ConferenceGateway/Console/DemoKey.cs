using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.ApiKeys;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Console;

/// <summary>An API key of the demo's admin, so that the command line can be tried against it.</summary>
internal static class DemoKey
{
    private const int Days = 1;

    /// <summary>Makes it as the admin would, with every right that a key of theirs may have.</summary>
    /// <returns>Its text.</returns>
    public static async Task<string> MakeAsync(IServiceProvider gateway, string admin)
    {
        if (!AccountName.TryParse(admin, out var name) || await gateway.GetRequiredService<AccountStore>().FindByNameAsync(name) is not { } account)
            throw new InvalidOperationException("The demo has no admin.");
        var caller = new Caller(account.Id, account.DisplayName, account.Roles);
        var wish = new ApiKeyWish("Demo", [.. Right.Scopes.Where(caller.Has).Select(right => right.Name)], Days);
        return await gateway.GetRequiredService<ApiKeyChanges>().MakeAsync(Audit.Actor.Gateway, caller, wish) is ApiKeyAnswer.Made made
            ? made.Text
            : throw new InvalidOperationException("The demo's admin may not make a key.");
    }
}
