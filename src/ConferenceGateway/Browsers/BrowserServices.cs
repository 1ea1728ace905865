using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConferenceGateway.Browsers;

/// <summary>What the browser check needs, besides the pages.</summary>
internal static class BrowserServices
{
    /// <summary>Adds the check, with the shipped policy until another one is put in force.</summary>
    public static IServiceCollection AddBrowsers(this IServiceCollection services, IceOptions? ice = null)
    {
        services.AddSingleton<PolicyView>().AddSingleton<PolicyStore>().AddSingleton<PolicyBook>().AddSingleton<PolicyChanges>().AddSingleton<PolicyPages>();
        services.AddSingleton(provider => new KnownBrands(provider.GetRequiredService<BrowserReader>().KnownBrands));
        services.AddHostedService<PolicyWatch>();
        services.AddSingleton(new NavItem(220, PolicyEndpoints.Path, PolicyTexts.Nav, Right.PolicyRead));
        services.AddSingleton<VisitBook>().AddSingleton<VisitStore>();
        services.AddHostedService<VisitFlush>();
        services.AddHostedService<VisitSweep>();
        services.TryAddSingleton(BrowserReader.Shipped);
        services.AddSingleton<BrowserReading>();
        services.AddHostedService<RuleWarmup>();
        services.AddSingleton<BrowserCheck>();
        services.AddSingleton<CheckPageWriter>();
        services.AddSingleton(ice ?? new IceOptions());
        services.AddSingleton<IceBook>();
        services.AddSingleton<EchoBook>();
        return services;
    }
}
