using System.Collections.Frozen;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>One OpenID provider: an item of <c>SignIn:Providers</c>.</summary>
internal sealed record ProviderOptions
{
    /// <summary>Names it in addresses and in the database: small letters, digits, hyphens. Never changes.</summary>
    public required string Name { get; init; }

    /// <summary>As the button says it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The issuer.</summary>
    public required Uri Authority { get; init; }

    /// <summary>Who the gateway is there.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its secret; null = a public client, which PKCE alone protects.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Besides <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["profile"];

    /// <summary>The claim with the name that is shown.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim with groups or roles: a string or a list of them.</summary>
    public string RolesClaim { get; init; } = "groups";

    /// <summary>What a value of that claim makes somebody.</summary>
    public FrozenDictionary<string, Roles> RolesByValue { get; init; } = FrozenDictionary<string, Roles>.Empty;

    /// <summary>Whether a first sign-in creates an account. Without it an admin binds accounts beforehand.</summary>
    public bool CreatesAccounts { get; init; } = true;

    /// <summary>Asked for where a fresh proof is needed; null = <c>prompt=login</c> alone.</summary>
    public string? ProofAcr { get; init; }

    /// <summary>The value in <see cref="RolesByValue"/> that stands for everybody of this provider.</summary>
    public const string Everybody = "*";

    // A record prints what it holds, and this one would end up in a log one day.
    public override string ToString() => Name;
}
