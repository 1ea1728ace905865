using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>What an admin can do to an account with one press, after a page that says what will happen.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Label">On the button.</param>
/// <param name="Question">Before the account's name: "Disable".</param>
/// <param name="Effect">What happens then.</param>
/// <param name="Done">Said afterwards.</param>
/// <param name="IsDanger">Whether somebody is thrown out.</param>
/// <param name="Fits">Whether there is anything to do.</param>
public sealed record AccountDeed(string Name, Text Label, Text Question, Text Effect, Text Done, bool IsDanger, Func<AccountFacts, bool> Fits)
{
    /// <summary>A link with which the person sets a password.</summary>
    public static readonly AccountDeed Link = new(
        "link", new("Neuer Link", "New link"), new("Neuer Link für", "New link for"),
        new("Mit dem Link lässt sich einmal ein Passwort setzen. Ältere Links dieses Kontos gelten dann nicht mehr; ein Passwort gilt, bis es ersetzt ist.", "The link sets a password once. Older links of this account are void then; a password stays until it is replaced."),
        AccountTexts.LinkReady, IsDanger: false, account => account.State != AccountState.Disabled);

    /// <summary>Ends every session.</summary>
    public static readonly AccountDeed EndSessions = new(
        "end-sessions", new("Überall abmelden", "Sign out everywhere"), new("Überall abmelden:", "Sign out everywhere:"),
        new("Auf allen Geräten endet die Anmeldung sofort. Die Person kann sich wieder anmelden.", "The sign-in ends on all devices at once. This person can sign in again."),
        new("Überall abgemeldet.", "Signed out everywhere."), IsDanger: true, account => account.State == AccountState.Active);

    /// <summary>Takes the provider away.</summary>
    public static readonly AccountDeed Unbind = new(
        "unbind", new("Bindung lösen", "Unbind"), new("Bindung an den Anbieter lösen:", "Unbind from the provider:"),
        new("Über den Anbieter geht die Anmeldung dann nicht mehr, und die Rollen von dort fallen weg. Für ein Passwort gibt es einen neuen Link.", "Signing in through the provider ends, and its roles go. For a password, make a new link."),
        new("Die Bindung ist gelöst.", "The account is unbound."), IsDanger: true, account => account.Provider is not null);

    public static readonly AccountDeed Disable = new(
        "disable", new("Sperren", "Disable"), new("Konto sperren:", "Disable the account:"),
        new("Die Anmeldung endet überall sofort und geht nicht mehr; offene Links gelten nicht mehr. Das Konto bleibt, weil das Protokoll es nennt, und lässt sich wieder öffnen.", "The sign-in ends everywhere at once and is refused from then on; open links are void. The account stays, because the audit names it, and can be enabled again."),
        new("Das Konto ist gesperrt.", "The account is disabled."), IsDanger: true, account => account.State != AccountState.Disabled);

    public static readonly AccountDeed Enable = new(
        "enable", new("Wieder öffnen", "Enable"), new("Konto wieder öffnen:", "Enable the account:"),
        new("Die Person kann sich wieder anmelden wie vorher, mit denselben Rollen.", "This person can sign in as before, with the same roles."),
        new("Das Konto ist wieder offen.", "The account is enabled."), IsDanger: false, account => account.State == AccountState.Disabled);

    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<AccountDeed> All { get; } = [Link, EndSessions, Unbind, Enable, Disable];

    /// <summary>The one of that name, or null.</summary>
    public static AccountDeed? Find(string name) => All.FirstOrDefault(deed => deed.Name == name);
}
