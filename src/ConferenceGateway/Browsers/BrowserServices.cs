using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Help;
using ConferenceGateway.Browsers.Policy;
using ConferenceGateway.Browsers.Reading;
using ConferenceGateway.Browsers.Visits;
using ConferenceGateway.Portal;
using ConferenceGateway.UserAgents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConferenceGateway.Browsers;

/// <summary>What the browser check, its policy and the device test need, besides the pages.</summary>
internal static class BrowserServices
{
    /// <summary>Adds the room, with the shipped policy until another one is put in force.</summary>
    public static IServiceCollection AddBrowsers(this IServiceCollection services, IceOptions ice)
    {
        services.AddCheck();
        services.AddHostedService<RuleWarmup>();
        services.AddSingleton<PolicyStore>().AddSingleton<PolicyBook>().AddSingleton<PolicyChanges>().AddSingleton<PolicyPages>();
        services.AddSingleton(provider => new KnownBrands(provider.GetRequiredService<BrowserReader>().KnownBrands));
        services.AddHostedService<PolicyWatch>();
        services.AddSingleton(new NavItem(220, PolicyEndpoints.Path, PolicyTexts.Nav, Right.PolicyRead));
        services.AddSingleton<VisitBook>().AddSingleton<VisitStore>();
        services.AddHostedService<VisitFlush>();
        services.AddHostedService<VisitSweep>();
        services.AddSingleton(ice).AddSingleton<IceBook>().AddSingleton<EchoBook>();
        return services;
    }

    /// <summary>Adds the check alone, which needs no database.</summary>
    public static IServiceCollection AddCheck(this IServiceCollection services)
    {
        services.TryAddSingleton(BrowserReader.Shipped);
        services.TryAddSingleton(new HelpOptions());
        services.AddSingleton<BrowserReading>().AddSingleton<PolicyView>().AddSingleton<BrowserCheck>().AddSingleton<CheckPageWriter>();
        return services;
    }
}
