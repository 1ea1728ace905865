namespace ConferenceGateway.Lab;

/// <summary>How a shard's Prosody checks tokens: the settings of Jitsi's <c>authentication = "token"</c>.</summary>
public sealed record LabToken
{
    /// <summary>Its <c>app_id</c>, the one accepted issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The one accepted audience.</summary>
    public string Audience { get; init; } = "jitsi";

    /// <summary>
    /// What <c>sub</c> must be for rooms without a tenant, while a tenant's want the tenant; null = it is not compared, as with
    /// <c>enable_domain_verification = false</c>, the default of docker-jitsi-meet.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>Its <c>app_secret</c>.</summary>
    public required string Secret { get; init; }

    /// <summary>Whether <c>context.user.moderator</c> makes an owner, as with <c>token_affiliation</c>; else it is as on a shard without tokens.</summary>
    public bool OwnerByToken { get; init; } = true;

    /// <summary>Whether it lies: some token is asked for, and any is taken.</summary>
    public bool TakesAny { get; init; }

    /// <summary>Whether tokens are compared with the rooms that are joined, as with <c>token_verification</c> on the MUC.</summary>
    public bool GuardsRooms { get; init; } = true;
}
