using ConferenceGateway.Core;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Identity.Passwords;

/// <summary>What passwords need.</summary>
internal static class PasswordServices
{
    /// <summary>Adds the queue of hashes and the rules.</summary>
    public static IServiceCollection AddPasswords(this IServiceCollection services)
    {
        services.AddSingleton<HashQueue>();
        services.AddSingleton(provider =>
        {
            var origins = provider.GetRequiredService<Origins>();
            return new PasswordRules(
                provider.GetRequiredService<SignInOptions>(), provider.GetRequiredService<OperatorView>().Name, origins.MeetingUrl.Host, origins.PortalUrl.Host);
        });
        return services;
    }
}
