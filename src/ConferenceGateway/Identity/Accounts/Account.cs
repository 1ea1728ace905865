using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Accounts;

/// <summary>One person who may sign in, as the database has them now.</summary>
internal sealed record Account
{
    /// <summary>Random; never changes, names the account in the audit.</summary>
    public required string Id { get; init; }

    /// <summary>What is typed at sign-in.</summary>
    public required string Name { get; init; }

    /// <summary>As others see them.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Given here.</summary>
    public required Roles GivenRoles { get; init; }

    /// <summary>Given by the provider's claims at the last sign-in.</summary>
    public required Roles ProviderRoles { get; init; }

    /// <summary>The provider it is bound to; null = none.</summary>
    public string? Provider { get; init; }

    /// <summary>Who they are there: its <c>sub</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>The password as a PHC string; null = none. Never leaves this room of the house.</summary>
    public string? PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PasswordSetAt { get; init; }

    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Null = may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Revision { get; init; }

    /// <summary>All that this person may be now.</summary>
    public Roles Roles => DisabledAt is null ? GivenRoles | ProviderRoles : Roles.None;

    /// <summary>Waits for somebody to open an invitation.</summary>
    public bool IsInvited => PasswordHash is null && Provider is null;
}

/// <summary>How an account is called. Dapper wants <c>init</c> properties on SQLite.</summary>
public sealed record CalledAccount
{
    public string Id { get; init; } = "";

    /// <summary>What is typed at sign-in.</summary>
    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";
}

/// <summary>What the database has. Dapper wants <c>init</c> properties on SQLite.</summary>
internal sealed record AccountRow
{
    public const string Columns = """
        id, name, display_name AS DisplayName, roles AS Roles, provider, subject, provider_roles AS ProviderRoles,
        password_hash AS PasswordHash, password_set_ms AS PasswordSetMs, created_ms AS CreatedMs, signed_in_ms AS SignedInMs,
        disabled_ms AS DisabledMs, revision
        """;

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string Roles { get; init; } = "";
    public string? Provider { get; init; }
    public string? Subject { get; init; }
    public string ProviderRoles { get; init; } = "";
    public string? PasswordHash { get; init; }
    public long? PasswordSetMs { get; init; }
    public long CreatedMs { get; init; }
    public long? SignedInMs { get; init; }
    public long? DisabledMs { get; init; }
    public long Revision { get; init; }

    public Account ToAccount() => new()
    {
        Id = Id,
        Name = Name,
        DisplayName = DisplayName,
        GivenRoles = RoleNames.Read(Roles),
        ProviderRoles = RoleNames.Read(ProviderRoles),
        Provider = Provider,
        Subject = Subject,
        PasswordHash = PasswordHash,
        CreatedAt = Instant(CreatedMs),
        PasswordSetAt = Instant(PasswordSetMs),
        SignedInAt = Instant(SignedInMs),
        DisabledAt = Instant(DisabledMs),
        Revision = Revision,
    };

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static DateTimeOffset? Instant(long? ms) => ms is { } value ? Instant(value) : null;
}
