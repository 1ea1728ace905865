using ConferenceGateway.Portal;

namespace ConferenceGateway.Support;

/// <summary>What support codes need.</summary>
internal static class SupportServices
{
    /// <summary>Adds the member's page, the admin's, and the job that deletes.</summary>
    public static IServiceCollection AddSupport(this IServiceCollection services)
    {
        services.AddSingleton<SupportStore>().AddSingleton<SupportChanges>().AddSingleton<SupportLimit>().AddSingleton<HelpProof>().AddSingleton<HelpEndpoints>();
        services.AddHostedService<SupportSweep>();
        return services.AddSingleton(new NavItem(260, SupportEndpoints.Path, SupportTexts.Nav, Right.SupportRead));
    }
}
