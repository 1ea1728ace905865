using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConferenceGateway.Identity.OpenId;

/// <summary>What sign-in by providers needs.</summary>
internal static class OpenIdServices
{
    /// <summary>Adds one scheme for each provider of the settings.</summary>
    public static IServiceCollection AddOpenId(this IServiceCollection services, SignInOptions options)
    {
        services.AddSingleton<ProviderTable>().AddSingleton<ProviderSignIn>().AddSingleton<ProviderLogout>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        var authentication = services.AddAuthentication();
        foreach (var provider in options.Providers)
        {
            var scheme = Provider.SchemeOf(provider.Name);
            authentication.AddRemoteScheme<OpenIdConnectOptions, ProviderHandler>(scheme, provider.Name, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>>(all => new ConfigureNamedOptions<OpenIdConnectOptions>(scheme, handler => Configure(
                handler, all.GetRequiredService<ProviderTable>().Find(provider.Name)!, options, all)));
        }

        return services;
    }

    private static void Configure(OpenIdConnectOptions handler, Provider provider, SignInOptions options, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        handler.TimeProvider = time;
        handler.Authority = provider.Options.Authority.OriginalString;
        handler.RequireHttpsMetadata = provider.Options.Authority.Scheme == Uri.UriSchemeHttps;
        handler.ConfigurationManager = provider.Metadata;
        handler.RefreshOnIssuerKeyNotFound = false;
        handler.Backchannel = provider.Client;
        handler.TokenHandler = provider.Tokens;
        handler.ClientId = provider.Options.ClientId;
        handler.ClientSecret = provider.Options.ClientSecret;
        handler.CallbackPath = provider.CallbackPath;
        handler.ResponseType = OpenIdConnectResponseType.Code;
        handler.ResponseMode = OpenIdConnectResponseMode.Query;
        handler.UsePkce = true;
        handler.Scope.Clear();
        foreach (var scope in provider.Options.Scopes.Prepend("openid"))
            handler.Scope.Add(scope);
        // No older a proof than a session of ours may be; a provider that is asked this says when it was.
        handler.MaxAge = options.Longest;
        handler.GetClaimsFromUserInfoEndpoint = true;
        handler.ClaimActions.Clear();
        handler.SaveTokens = false;
        handler.DisableTelemetry = true;
        handler.Events = new ProviderEvents(provider, services.GetRequiredService<Origins>(), time);
        handler.ProtocolValidator.NonceLifetime = ProviderAttempt.Longest;
        var cookies = services.GetRequiredService<PortalCookies>();
        handler.CorrelationCookie = Cookie(AttemptCookies.State);
        handler.NonceCookie = Cookie(AttemptCookies.Nonce);

        CookieBuilder Cookie(string name) => new()
        {
            Name = cookies.Name(name),
            Path = "/",
            HttpOnly = true,
            // The way back comes from another site, as a navigation.
            SameSite = SameSiteMode.Lax,
            SecurePolicy = cookies.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None,
            MaxAge = ProviderAttempt.Longest,
            IsEssential = true,
        };
    }
}
