using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>What even those may not do who may change accounts. The pages and the API ask here before they change anything.</summary>
internal static class AccountRules
{
    /// <summary>
    /// Whether this caller may hand out these roles, or a link or password of an account that has them. An admin may; a key
    /// may if it has every right that they bring, so that no key can make a person who may do more than the key.
    /// </summary>
    public static bool MayHandOut(Caller caller, Roles roles) => caller.Key is null
        ? caller.Roles.HasFlag(Roles.Admin)
        : RoleNames.All.Where(role => roles.HasFlag(role)).All(role => RightsOf(role).All(caller.Has));

    /// <summary>Why this caller may not change that account like this; null = they may.</summary>
    public static AccountAnswer? Refusal(Caller caller, Account was, AccountChange change)
    {
        if (change.IsDisabled == true && was.Id == caller.Account)
            return new AccountAnswer.OneselfDisabled();
        var given = (change.Roles ?? was.GivenRoles) & ~was.GivenRoles;
        // Who is let in again gets back what they had.
        if (change.IsDisabled == false && was.DisabledAt is not null)
            given |= was.GivenRoles | was.ProviderRoles;
        return MayHandOut(caller, given) ? null : new AccountAnswer.MoreThanOwn();
    }

    /// <summary>What a role brings, one's own account aside.</summary>
    public static IEnumerable<Right> RightsOf(Roles role) => Right.Scopes.Where(right => (right.Roles & role) != 0);
}
