namespace ConferenceGateway.Identity.Sessions;

/// <summary>One browser in which an account is signed in, as the database has it.</summary>
internal sealed record SessionRow
{
    public const string Columns = """
        handle, account, way, roles, created_ms AS CreatedMs, seen_ms AS SeenMs, confirmed_ms AS ConfirmedMs, source, device,
        id_token AS IdToken, provider_sid AS ProviderSid
        """;

    /// <summary>Names it on pages; opens nothing.</summary>
    public string Handle { get; init; } = "";
    public string Account { get; init; } = "";

    /// <summary><c>password</c>, or the name of a provider.</summary>
    public string Way { get; init; } = "";

    /// <summary>The account's roles when the session's secret was made.</summary>
    public string Roles { get; init; } = "";
    public long CreatedMs { get; init; }
    public long SeenMs { get; init; }
    public long ConfirmedMs { get; init; }

    /// <summary>Masked.</summary>
    public string Source { get; init; } = "";

    /// <summary><c>Firefox, Linux</c></summary>
    public string Device { get; init; } = "";

    /// <summary>Protected.</summary>
    public string? IdToken { get; init; }
    public string? ProviderSid { get; init; }
}
