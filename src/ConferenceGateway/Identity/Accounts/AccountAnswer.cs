using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>What became of a change.</summary>
internal abstract record AccountAnswer
{
    /// <summary>Done; the account as it is now.</summary>
    public sealed record Done(Account Account) : AccountAnswer;

    /// <summary>There is no such account.</summary>
    public sealed record Unknown : AccountAnswer;

    /// <summary>Another account has that name.</summary>
    public sealed record NameTaken(string Name) : AccountAnswer;

    /// <summary>Another account is bound to that person of the provider.</summary>
    public sealed record SubjectTaken : AccountAnswer;

    /// <summary>Somebody else changed it since it was read.</summary>
    public sealed record Changed : AccountAnswer;

    /// <summary>Nobody could run the gateway then.</summary>
    public sealed record LastAdmin : AccountAnswer;

    /// <summary>Whoever asks would give away more than they have themselves.</summary>
    public sealed record MoreThanOwn : AccountAnswer;

    /// <summary>Nobody shuts themselves out.</summary>
    public sealed record OneselfDisabled : AccountAnswer;

    /// <summary>What people and machines are told; null when it is done.</summary>
    public Problem? Problem => this switch
    {
        Unknown => new Problem.NotFound(new("Dieses Konto gibt es nicht. Die Liste der Konten zeigt alle.", "There is no such account. The list of accounts has all of them.")),
        NameTaken taken => new Problem.Conflict(new($"Den Namen {taken.Name} hat schon ein Konto. Bitte einen anderen wählen.", $"An account has the name {taken.Name} already. Please choose another.")),
        SubjectTaken => new Problem.Conflict(new("Diese Person des Anbieters hat schon ein Konto. Bitte erst dort die Bindung lösen.", "That person of the provider has an account already. Please unbind that one first.")),
        LastAdmin => new Problem.Conflict(new("Das ist das letzte Konto mit der Rolle Verwaltung. Bitte erst einem anderen die Rolle geben.", "This is the last account with the role admin. Please give the role to another one first.")),
        MoreThanOwn => new Problem.Conflict(new("Niemand kann mehr Rechte geben, als er selbst hat. Die Verwaltung kann es auf ihrer Seite tun.", "Nobody can give more rights than they have. An admin can do it on the portal's pages.")),
        OneselfDisabled => new Problem.Conflict(new("Das ist das eigene Konto. Sperren muss es jemand anderes aus der Verwaltung.", "This is your own account. Another admin has to disable it.")),
        Changed => new Problem.Changed(),
        _ => null,
    };
}

/// <summary>An account that is to be.</summary>
internal sealed record NewAccount(AccountName Name, string DisplayName, Roles Roles)
{
    public string? PasswordHash { get; init; }
    public string? Provider { get; init; }
    public string? Subject { get; init; }
    public Roles ProviderRoles { get; init; }
}

/// <summary>What is to be changed; null stays.</summary>
internal sealed record AccountChange
{
    public string? DisplayName { get; init; }
    public Roles? Roles { get; init; }
    public bool? IsDisabled { get; init; }

    /// <summary>The revision that was seen; null = whatever it is.</summary>
    public long? Seen { get; init; }
}
