using System.Collections.Immutable;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Settings;

/// <summary>Reads <c>TrustedIssuers[]</c>. What is secret is in no fault.</summary>
internal sealed class IssuersReader(IConfiguration configuration, string folder, SettingFaults faults)
{
    private readonly IConfigurationSection _section = configuration.GetSection("TrustedIssuers");
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<TrustedIssuer> Read()
    {
        if (!string.IsNullOrWhiteSpace(_section.Value))
            faults.Wrong(_section.Path, _section.Value, "must be a list of sites, each with Name, Issuer, Audience and SecretFile");
        return [.. _section.GetChildren().Where(child => uint.TryParse(child.Key, out _)).Select(ReadIssuer).OfType<TrustedIssuer>()];
    }

    private TrustedIssuer? ReadIssuer(IConfigurationSection issuer)
    {
        var name = issuer.ReadText("Name", "what you call the site, for example chat", faults);
        if (name is not null && !_names.TryAdd(name, issuer.Path))
            faults.Wrong($"{issuer.Path}:Name", name, $"must be there once, and {_names[name]} has it already");
        var said = issuer.ReadText("Issuer", "the claim iss of its tokens", faults);
        var audience = issuer.ReadText("Audience", "the claim aud of its tokens, often jitsi", faults);
        var secret = SharedSecret.Read(issuer, "a file with the secret that it signs with", folder, faults);
        return name is null || said is null || audience is null || secret is null
            ? null
            : new TrustedIssuer { Name = name, Issuer = said, Audience = audience, Secret = secret };
    }
}
