using System.Collections.Immutable;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity;

/// <summary>How people sign in: the section <c>SignIn</c>.</summary>
internal sealed record SignInOptions
{
    /// <summary>Whether passwords are kept here; without them a provider is needed.</summary>
    public bool Passwords { get; init; } = true;

    /// <summary>The shortest password; characters. NIST SP 800-63B-4, 3.1.1.2: 15 where it stands alone, 8 at the least.</summary>
    public int PasswordLength { get; init; } = 15;

    /// <summary>Memory of one hash; MiB. 19 with two passes is OWASP's first choice for Argon2id.</summary>
    public int HashMebibytes { get; init; } = 19;

    /// <summary>Passes of one hash over its memory.</summary>
    public int HashPasses { get; init; } = 2;

    /// <summary>A session that nobody uses ends after this.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A session ends after this, used or not.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(7);

    /// <summary>For what gives rights away a person has to have proved who they are within this.</summary>
    public TimeSpan Proof { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an invitation or a reset can be opened.</summary>
    public TimeSpan Invitation { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Wrong passwords an hour for one account.</summary>
    public int WrongTriesPerAccount { get; init; } = 10;

    /// <summary>Wrong passwords an hour from one source: /24, /48.</summary>
    public int WrongTriesPerSource { get; init; } = 30;

    /// <summary>Wrong passwords an hour in all.</summary>
    public int WrongTriesInAll { get; init; } = 600;

    /// <summary>Identity providers, in the order of the sign-in page.</summary>
    public ImmutableArray<ProviderOptions> Providers { get; init; } = [];

    /// <summary>Whether people still sign in that way: by passwords, or by the provider of that name.</summary>
    public bool IsOpen(string way) => way == Sessions.BrowserSessions.ByPassword ? Passwords : Providers.Any(provider => provider.Name == way);

    /// <summary>What this person may be now. What a provider gave counts as long as the settings have that provider.</summary>
    public Roles RolesOf(Account account) =>
        account.Provider is { } provider && !IsOpen(provider) ? account.Roles & account.GivenRoles : account.Roles;
}
