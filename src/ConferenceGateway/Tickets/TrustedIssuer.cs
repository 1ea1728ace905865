namespace ConferenceGateway.Tickets;

/// <summary>
/// A site whose tokens count as a ticket: one of <c>TrustedIssuers[]</c>. A class, so that nothing prints the secret.
/// </summary>
internal sealed class TrustedIssuer
{
    /// <summary>What the operator calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its claim <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>Its claim <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>What it signs with, by HS256.</summary>
    public required string Secret { get; init; }
}
