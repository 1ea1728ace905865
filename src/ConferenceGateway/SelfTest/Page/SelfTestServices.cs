using ConferenceGateway.Portal;
using ConferenceGateway.Settings;

namespace ConferenceGateway.SelfTest.Page;

/// <summary>What the self-test's page needs.</summary>
internal static class SelfTestServices
{
    /// <summary>Adds the runs of a gateway that was started so, and their page.</summary>
    public static IServiceCollection AddSelfTestPage(this IServiceCollection services, GatewayStart start)
    {
        services.AddSingleton(new SelfTestStart { Gateway = start });
        services.AddSingleton<CheckRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<CheckRuns>());
        return services.AddSingleton(new NavItem(200, SelfTestEndpoints.Path, CheckPageTexts.Nav, Right.CheckRead));
    }
}
