using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Browsers.Devices;
using ConferenceGateway.Browsers.Policy;

namespace ConferenceGateway.Browsers;

/// <summary>What the browser check needs, besides the pages.</summary>
internal static class BrowserServices
{
    /// <summary>Adds the check, with the shipped policy until another one is put in force.</summary>
    public static IServiceCollection AddBrowsers(this IServiceCollection services, IceOptions? ice = null)
    {
        services.AddSingleton<PolicyView>();
        services.AddSingleton<BrowserCheck>();
        services.AddSingleton<CheckPageWriter>();
        services.AddSingleton(ice ?? new IceOptions());
        services.AddSingleton<IceBook>();
        services.AddSingleton<EchoBook>();
        return services;
    }
}
