using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>One API key, as the database has it now. Its secret is not among it: only its hash is kept.</summary>
public sealed record ApiKey
{
    /// <summary>Random; names the key on pages and in the audit, and stands in the key itself.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, as its owner wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>The account by whose roles it acts.</summary>
    public required string Owner { get; init; }

    /// <summary>As the owner is shown now.</summary>
    public required string OwnerName { get; init; }

    /// <summary>Names of rights, in the order of <see cref="Right.All"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it opens nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null = it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The last time, to the minute; null = never.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>From where the last time, masked.</summary>
    public string? UsedFrom { get; init; }

    /// <summary>Grows with each change; use is none.</summary>
    public required long Revision { get; init; }

    /// <summary>How it stands at that moment. A key whose owner is disabled is active, but opens nothing until they are back.</summary>
    public ApiKeyState StateAt(DateTimeOffset now) =>
        RevokedAt is not null ? ApiKeyState.Revoked : ExpiresAt <= now ? ApiKeyState.Expired : ApiKeyState.Active;
}

/// <summary>How a key stands.</summary>
public enum ApiKeyState
{
    Active,
    Expired,
    Revoked,
}

/// <summary>What the database has. Dapper wants <c>init</c> properties on SQLite.</summary>
internal sealed record ApiKeyRow
{
    public const string Columns = """
        api_keys.id, api_keys.name, api_keys.owner, owners.display_name AS OwnerName, api_keys.scopes, api_keys.created_ms AS CreatedMs,
        api_keys.expires_ms AS ExpiresMs, api_keys.revoked_ms AS RevokedMs, api_keys.used_ms AS UsedMs, api_keys.used_from AS UsedFrom, api_keys.revision
        """;

    public const string Select = $"SELECT {Columns} FROM api_keys JOIN accounts AS owners ON owners.id = api_keys.owner ";

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Owner { get; init; } = "";
    public string OwnerName { get; init; } = "";
    public string Scopes { get; init; } = "";
    public long CreatedMs { get; init; }
    public long ExpiresMs { get; init; }
    public long? RevokedMs { get; init; }
    public long? UsedMs { get; init; }
    public string? UsedFrom { get; init; }
    public long Revision { get; init; }

    public ApiKey ToKey() => new()
    {
        Id = Id,
        Name = Name,
        Owner = Owner,
        OwnerName = OwnerName,
        Scopes = Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        CreatedAt = Instant(CreatedMs),
        ExpiresAt = Instant(ExpiresMs),
        RevokedAt = RevokedMs is { } revoked ? Instant(revoked) : null,
        UsedAt = UsedMs is { } used ? Instant(used) : null,
        UsedFrom = UsedFrom,
        Revision = Revision,
    };

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
