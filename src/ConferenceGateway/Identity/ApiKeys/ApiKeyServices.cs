using ConferenceGateway.Identity.Sessions;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using Microsoft.AspNetCore.Authentication;

namespace ConferenceGateway.Identity.ApiKeys;

/// <summary>What API keys need.</summary>
internal static class ApiKeyServices
{
    /// <summary>Adds keys, and lets the path choose between them and the session. Comes behind the session's own scheme.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyStore>().AddSingleton<ApiKeyChanges>();
        services.AddAuthentication(ApiKeyHandler.Chosen)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.KeyScheme, null)
            .AddPolicyScheme(ApiKeyHandler.Chosen, null, policy => policy.ForwardDefaultSelector = context =>
                ApiRoutes.Is(context) ? ApiKeyHandler.KeyScheme : BrowserSessions.Scheme);
        services.AddSingleton(new NavItem(230, KeysEndpoints.Path, KeysTexts.Nav, Right.KeysRead));
        return services;
    }
}
