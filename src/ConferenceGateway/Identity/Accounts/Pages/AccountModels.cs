using System.Globalization;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts.Pages;

/// <summary>An account as pages show it: nothing of its secrets. The provider it is bound to is named as on the sign-in page.</summary>
public sealed record AccountFacts(
    string Id, string Name, string DisplayName, Roles Given, Roles FromProvider, string? Provider, AccountState State,
    DateTimeOffset CreatedAt, DateTimeOffset? PasswordSetAt, DateTimeOffset? SignedInAt, DateTimeOffset? DisabledAt, long Revision)
{
    /// <summary>Where its page is.</summary>
    public string Path => AccountEndpoints.Path + "/" + Id;

    /// <summary>All roles, also those that it would have again.</summary>
    public Roles Roles => Given | FromProvider;

    internal static AccountFacts Of(Account account, SignInOptions options) => new(
        account.Id, account.Name, account.DisplayName, account.GivenRoles, account.ProviderRoles,
        account.Provider is { } provider ? ProviderLink.ShownName(options, provider) : null,
        account.DisabledAt is not null ? AccountState.Disabled : account.IsInvited ? AccountState.Invited : AccountState.Active,
        account.CreatedAt, account.PasswordSetAt, account.SignedInAt, account.DisabledAt, account.Revision);
}

/// <summary>Whether somebody can sign in.</summary>
public enum AccountState
{
    Active,

    /// <summary>Nothing to sign in with yet.</summary>
    Invited,

    Disabled,
}

/// <summary>One browser in which somebody is signed in; its way is a provider's name as shown, null = by password. One of them asks.</summary>
public sealed record SessionFacts(string Handle, string Device, string Source, string? Way, DateTimeOffset Since, DateTimeOffset SeenAt, bool IsThis)
{
    internal static SessionFacts Of(SessionRow row, SignInOptions options, string? own) => new(
        row.Handle, row.Device, row.Source,
        row.Way == BrowserSessions.ByPassword ? null : ProviderLink.ShownName(options, row.Way),
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedMs), DateTimeOffset.FromUnixTimeMilliseconds(row.SeenMs), row.Handle == own);
}

/// <summary>What somebody typed into the form of an account, and what of it cannot be.</summary>
public sealed record AccountDraft
{
    public string Name { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public Roles Roles { get; init; }

    /// <summary><see cref="ByLink"/>, <see cref="ByPassword"/>, or a provider's name.</summary>
    public string How { get; init; } = ByLink;

    /// <summary>Who they are at the provider.</summary>
    public string Subject { get; init; } = "";
    public long? Seen { get; init; }

    public Text? NameFault { get; init; }
    public Text? DisplayNameFault { get; init; }
    public Text? RolesFault { get; init; }
    public Text? SubjectFault { get; init; }

    /// <summary>What concerns no field alone.</summary>
    public Text? Fault { get; init; }

    public const string ByLink = "link";
    public const string ByPassword = "password";

    public bool IsWrong => (NameFault ?? DisplayNameFault ?? RolesFault ?? SubjectFault ?? Fault) is not null;

    internal static AccountDraft Read(IFormCollection form)
    {
        var roles = Roles.None;
        foreach (var name in form["roles"])
            roles |= RoleNames.TryParse(name, out var role) ? role : Roles.None;
        return new()
        {
            // What is far too long is not sent back whole.
            Name = Cut(form["name"]), DisplayName = Cut(form["display-name"]), Roles = roles, How = Cut(form["how"]), Subject = Cut(form["subject"]),
            Seen = SeenIn(form),
        };
    }

    /// <summary>The revision that the form was made from.</summary>
    internal static long? SeenIn(IFormCollection form) =>
        long.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    private static string Cut(string? text) => text is { Length: > 300 } ? text[..300] : text ?? "";
}
