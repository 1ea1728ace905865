using System.Collections.Frozen;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>One provider at work: what the settings say, what it says of itself, and the connections to it.</summary>
internal sealed class Provider : IDisposable
{
    /// <summary>For one sign-in in all: its person waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // What a provider says is kilobytes; what is longer is refused before it is read to its end.
    private const int MostBytes = 1 << 20;

    private readonly HttpClient _metadataClient;

    public Provider(ProviderOptions options, TimeProvider time)
    {
        Options = options;
        // Discovery may be moved by a web server's redirect; what carries a code or a secret goes where the provider said.
        _metadataClient = ClientOf(redirects: 3);
        Client = ClientOf(redirects: 0);
        Metadata = new ProviderMetadata(options, _metadataClient, time);
        Tokens = new ProviderTokens(options, Metadata, time);
    }

    public ProviderOptions Options { get; }

    public ProviderMetadata Metadata { get; }

    public ProviderTokens Tokens { get; }

    /// <summary>For tokens and userinfo.</summary>
    public HttpClient Client { get; }

    /// <summary>The name of its scheme in the framework.</summary>
    public string Scheme => SchemeOf(Options.Name);

    /// <summary>Where the provider sends people back to; the same path in its own settings.</summary>
    public string CallbackPath => $"{OpenIdEndpoints.Path}/{Options.Name}/callback";

    public static string SchemeOf(string name) => "provider " + name;

    public void Dispose()
    {
        Metadata.Dispose();
        _metadataClient.Dispose();
        Client.Dispose();
    }

    private static HttpClient ClientOf(int redirects) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = redirects > 0,
        MaxAutomaticRedirections = Math.Max(1, redirects),
        UseCookies = false,
        ConnectTimeout = Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // The limits that count go by the injected clock; this one is for what none of them covers.
        Timeout = 6 * Patience,
        MaxResponseContentBufferSize = MostBytes,
    };
}

/// <summary>The providers of the settings.</summary>
internal sealed class ProviderTable(SignInOptions options, TimeProvider time) : IDisposable
{
    private readonly FrozenDictionary<string, Provider> _all =
        options.Providers.ToFrozenDictionary(provider => provider.Name, provider => new Provider(provider, time), StringComparer.Ordinal);

    /// <summary>The one of that name, or null.</summary>
    public Provider? Find(string? name) => name is null ? null : _all.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var provider in _all.Values)
            provider.Dispose();
    }
}
