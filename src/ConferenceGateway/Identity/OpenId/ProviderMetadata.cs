using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>
/// What a provider says of itself: its addresses and keys. Asked for at the first sign-in and then seldom; a provider that
/// has just been silent is not asked by everybody who waits.
/// </summary>
internal sealed class ProviderMetadata(ProviderOptions options, HttpClient client, TimeProvider time) : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    /// <summary>A token with an unknown key has the keys asked for again, at most this often: anybody can send one.</summary>
    public static readonly TimeSpan RefreshPause = TimeSpan.FromMinutes(1);

    /// <summary>Asked for anew after this.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    /// <summary>A silent provider is left alone for this.</summary>
    public static readonly TimeSpan SilencePause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _issuer = options.Authority.OriginalString.TrimEnd('/');
    private OpenIdConnectConfiguration? _current;
    private DateTimeOffset _got;
    private DateTimeOffset _refreshed = DateTimeOffset.MinValue;
    private DateTimeOffset _failed = DateTimeOffset.MinValue;

    /// <summary>What is known, asked for if nothing is.</summary>
    /// <exception cref="ProviderException">The provider is silent, or says what cannot be.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _current) is { } known && time.GetUtcNow() - _got < Fresh)
            return known;
        await _turn.WaitAsync(cancel);
        try
        {
            var now = time.GetUtcNow();
            if (_current is { } current && (now - _got < Fresh || now - _failed < RefreshPause))
                return current;
            if (now - _failed < SilencePause)
                throw ProviderException.Silent(options, "was silent a moment ago");
            return await AskAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks again because a key is not known; false = that was done lately.</summary>
    public async Task<bool> TryRefreshAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (time.GetUtcNow() - _refreshed < RefreshPause)
                return false;
            _refreshed = time.GetUtcNow();
            await AskAsync();
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The framework's own way to ask again; ours is <see cref="TryRefreshAsync"/>.</summary>
    public void RequestRefresh()
    {
    }

    public void Dispose() => _turn.Dispose();

    // Not ended by whoever asks first and goes away: others wait for it.
    private async Task<OpenIdConnectConfiguration> AskAsync()
    {
        using var limit = new CancellationTokenSource(Provider.Patience, time);
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                _issuer + "/.well-known/openid-configuration",
                new HttpDocumentRetriever(client) { RequireHttps = options.Authority.Scheme == Uri.UriSchemeHttps },
                limit.Token).WaitAsync(limit.Token);
            Check(found);
            _got = time.GetUtcNow();
            Volatile.Write(ref _current, found);
            return found;
        }
        catch (Exception e)
        {
            _failed = time.GetUtcNow();
            if (_current is { } old)
                return old;
            throw e as ProviderException ?? ProviderException.Silent(options, e);
        }
    }

    // OpenID Connect Discovery 1.0, 4.3: who speaks for another issuer speaks for none.
    private void Check(OpenIdConnectConfiguration found)
    {
        if (found.Issuer?.TrimEnd('/') != _issuer)
            throw ProviderException.Silent(options, "names another issuer than Authority in its metadata");
        if (!IsFit(found.AuthorizationEndpoint) || !IsFit(found.TokenEndpoint) || found.SigningKeys.Count == 0)
            throw ProviderException.Silent(options, "has no usable addresses or no keys in its metadata");
        if (!IsFit(found.UserInfoEndpoint))
            found.UserInfoEndpoint = null;
        if (!IsFit(found.EndSessionEndpoint))
            found.EndSessionEndpoint = null;
    }

    private bool IsFit(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && options.Authority.Scheme == Uri.UriSchemeHttp));
}
