using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.UserAgents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConferenceGateway.Browsers;

/// <summary>What the browser check needs, besides the pages.</summary>
internal static class BrowserServices
{
    /// <summary>Adds the check, with the shipped policy until another one is put in force.</summary>
    public static IServiceCollection AddBrowsers(this IServiceCollection services)
    {
        services.TryAddSingleton(BrowserReader.Shipped);
        services.AddSingleton<BrowserReading>();
        services.AddHostedService<RuleWarmup>();
        services.AddSingleton<PolicyView>();
        services.AddSingleton<BrowserCheck>();
        services.AddSingleton<CheckPageWriter>();
        return services;
    }
}
