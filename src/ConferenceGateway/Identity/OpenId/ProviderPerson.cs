using System.Text.Json;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// Whom a provider has signed in, as its claims say it. They are read with suspicion: a string must be a string, and what
/// cannot be a name is none.
/// </summary>
internal sealed record ProviderPerson
{
    // OpenID Connect Core 1.0, 2: a sub has at most 255 characters.
    private const int MostCharacters = 255;

    // Nobody is in more groups than that; more would only cost time.
    private const int MostGroups = 5000;

    /// <summary>Never given to another person of that provider. Only this says who somebody is; names and addresses do not.</summary>
    public required string Subject { get; init; }

    /// <summary>As others see them.</summary>
    public required string DisplayName { get; init; }

    /// <summary>For a new account's name, the best first; any of them may be taken.</summary>
    public required IReadOnlyList<AccountName> Names { get; init; }

    public required Roles Roles { get; init; }

    /// <summary>When they last typed something at the provider; null = it does not say.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>How.</summary>
    public string? Acr { get; init; }

    /// <summary>The provider's name of its session.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether the id_token alone says enough; if not, userinfo is asked too.</summary>
    public static bool IsEnough(ProviderOptions provider, JsonElement claims) =>
        TextOf(claims, provider.NameClaim) is not null && (provider.RolesByValue.Count == 0 || Find(claims, provider.RolesClaim) is not null);

    /// <summary>Reads the claims of an id_token that is valid, and of userinfo if it was asked; null = they name nobody.</summary>
    public static ProviderPerson? Read(ProviderOptions provider, JsonElement claims, JsonElement? more)
    {
        if (TextOf(claims, "sub") is not { } subject)
            return null;
        var preferred = Text("preferred_username");
        return new ProviderPerson
        {
            Subject = subject,
            DisplayName = NameOf(provider, Text(provider.NameClaim), preferred),
            Names = [.. new[] { preferred, Text("email") }.Select(name => AccountName.TryParse(name, out var fit) ? fit : (AccountName?)null).OfType<AccountName>()],
            Roles = RolesOf(provider, Find(claims, provider.RolesClaim) ?? (more is { } rest ? Find(rest, provider.RolesClaim) : null)),
            ProvedAt = InstantOf(claims, "auth_time"),
            Acr = TextOf(claims, "acr"),
            SessionId = TextOf(claims, "sid"),
        };

        string? Text(string name) => TextOf(claims, name) ?? (more is { } rest ? TextOf(rest, name) : null);
    }

    private static string NameOf(ProviderOptions provider, params IEnumerable<string?> names)
    {
        foreach (var name in names)
        {
            if (Accounts.DisplayName.TryParse(name, out var fit))
                return fit;
        }

        return provider.DisplayName + " …";
    }

    private static Roles RolesOf(ProviderOptions provider, JsonElement? claim)
    {
        var roles = provider.RolesByValue.GetValueOrDefault(ProviderOptions.Everybody);
        IEnumerable<JsonElement> values = claim switch
        {
            { ValueKind: JsonValueKind.String } one => [one],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Take(MostGroups),
            _ => [],
        };
        foreach (var value in values)
        {
            // Only Chair can be for everybody, and a group that is called so is nobody's.
            if (value.ValueKind == JsonValueKind.String && TryGet(value, out var text) && text != ProviderOptions.Everybody)
                roles |= provider.RolesByValue.GetValueOrDefault(text);
        }

        return roles;
    }

    // A claim's own name, or a path into an object: Keycloak has realm_access.roles.
    private static JsonElement? Find(JsonElement claims, string name)
    {
        if (claims.ValueKind != JsonValueKind.Object)
            return null;
        if (claims.TryGetProperty(name, out var found))
            return found;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && claims.TryGetProperty(name[..dot], out var inner) ? Find(inner, name[(dot + 1)..]) : null;
    }

    private static string? TextOf(JsonElement claims, string name) =>
        Find(claims, name) is { ValueKind: JsonValueKind.String } value && TryGet(value, out var text) &&
        text.Length is > 0 and <= MostCharacters && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl) ? text : null;

    private static DateTimeOffset? InstantOf(JsonElement claims, string name) =>
        Find(claims, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    // Half a surrogate, escaped, is a string in JSON and none here.
    private static bool TryGet(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
