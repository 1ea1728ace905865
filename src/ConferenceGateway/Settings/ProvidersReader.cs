using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ConferenceGateway.Identity.OpenId;
using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>SignIn:Providers[]</c>. What is secret is in no fault.</summary>
internal sealed partial class ProvidersReader(IConfiguration root, string folder, SettingFaults faults)
{
    private readonly IConfigurationSection _section = root.GetSection("SignIn:Providers");
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public ImmutableArray<ProviderOptions> Read()
    {
        if (!string.IsNullOrWhiteSpace(_section.Value))
            faults.Wrong(_section.Path, _section.Value, "must be a list of providers, each with Name, DisplayName, Authority and ClientId");
        // A name in the place of a number was reported as a key that does not exist.
        return [.. _section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).Select(ReadProvider).OfType<ProviderOptions>()];
    }

    private ProviderOptions? ReadProvider(IConfigurationSection provider)
    {
        var usual = new ProviderOptions { Name = "", DisplayName = "", Authority = new Uri("https://localhost"), ClientId = "" };
        var name = ReadName(provider);
        var shown = Text(provider, "DisplayName", "the words on the button of the sign-in page, for example Example Association");
        if (shown is { Length: > 60 })
            faults.Wrong($"{provider.Path}:DisplayName", shown, "must have 1 to 60 characters");
        var authority = ReadAuthority(provider);
        var client = Text(provider, "ClientId", "the name under which the provider knows the gateway");
        var secret = ReadSecret(provider);
        var roles = ReadRoles(provider);
        var creates = root.ReadYesOrNo($"{provider.Path}:CreatesAccounts", usual.CreatesAccounts, faults);
        return name is null || shown is null || authority is null || client is null
            ? null
            : new ProviderOptions
            {
                Name = name,
                DisplayName = shown,
                Authority = authority,
                ClientId = client,
                ClientSecret = secret,
                Scopes = ReadScopes(provider) ?? usual.Scopes,
                NameClaim = Optional(provider, "NameClaim") ?? usual.NameClaim,
                RolesClaim = Optional(provider, "RolesClaim") ?? usual.RolesClaim,
                RolesByValue = roles,
                CreatesAccounts = creates,
                ProofAcr = Optional(provider, "ProofAcr"),
            };
    }

    private string? ReadName(IConfigurationSection provider)
    {
        var key = $"{provider.Path}:Name";
        if (Text(provider, "Name", "a short name for the provider, for example club; it stands in addresses and in the database, and never changes") is not { } name)
            return null;
        if (!NamePattern().IsMatch(name) || name == BrowserSessions.ByPassword)
            faults.Wrong(key, name, $"must have 1 to 32 small letters, digits and hyphens, a letter or digit first, and not be \"{BrowserSessions.ByPassword}\"");
        else if (!_names.TryAdd(name, provider.Path))
            faults.Wrong(key, name, $"must be there once, and {_names[name]} has it already");
        return name;
    }

    private Uri? ReadAuthority(IConfigurationSection provider)
    {
        if (Text(provider, "Authority", "the provider's issuer, for example https://id.example.org/realms/club") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 &&
            (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            return uri;
        faults.Wrong($"{provider.Path}:Authority", text, "must be the provider's issuer: https:// (http:// on this machine alone), host, perhaps a port and a path, without query");
        return null;
    }

    private string? ReadSecret(IConfigurationSection provider)
    {
        var (secret, file) = (Optional(provider, "ClientSecret"), Optional(provider, "ClientSecretFile"));
        if (secret is not null && file is not null)
            faults.Add($"{provider.Path} has ClientSecret and ClientSecretFile; it must have one of them, or none for a public client.");
        if (file is null)
            return secret;
        return SecretFile.Read($"{provider.Path}:ClientSecretFile", file, folder, faults);
    }

    private string[]? ReadScopes(IConfigurationSection provider)
    {
        if (Optional(provider, "Scopes") is not { } text)
            return null;
        var scopes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(scope => scope != "openid").ToArray();
        // RFC 6749, 3.3.
        if (!scopes.All(scope => scope.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'))))
            faults.Wrong($"{provider.Path}:Scopes", text, "must be names of scopes with blanks between them, for example \"profile groups\"");
        return scopes;
    }

    private FrozenDictionary<string, Roles> ReadRoles(IConfigurationSection provider)
    {
        var roles = new Dictionary<string, Roles>(StringComparer.Ordinal);
        foreach (var (key, role) in new[] { ("Chair", Roles.Chair), ("Auditor", Roles.Auditor), ("Admin", Roles.Admin) })
        {
            foreach (var child in provider.GetSection(key).GetChildren())
            {
                if (string.IsNullOrWhiteSpace(child.Value))
                    faults.Wrong(child.Path, child.Value, "must be a value of the claim that RolesClaim names");
                else if (child.Value == ProviderOptions.Everybody && role != Roles.Chair)
                    faults.Wrong(child.Path, child.Value, "must be a value of the claim that RolesClaim names; only Chair can be for everybody");
                else
                    roles[child.Value] = roles.GetValueOrDefault(child.Value) | role;
            }
        }

        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private string? Text(IConfigurationSection provider, string key, string whatItIs)
    {
        if (Optional(provider, key) is { } text)
            return text;
        faults.Missing($"{provider.Path}:{key}", whatItIs);
        return null;
    }

    private static string? Optional(IConfigurationSection provider, string key) => provider[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
