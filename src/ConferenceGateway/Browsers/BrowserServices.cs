namespace ConferenceGateway.Browsers;

/// <summary>What the browser check needs, besides the pages.</summary>
internal static class BrowserServices
{
    /// <summary>Adds the check with the default policy.</summary>
    public static IServiceCollection AddBrowsers(this IServiceCollection services)
    {
        services.AddSingleton(BrowserPolicy.Default);
        services.AddSingleton<BrowserCheck>();
        services.AddSingleton<CheckPageWriter>();
        return services;
    }
}
