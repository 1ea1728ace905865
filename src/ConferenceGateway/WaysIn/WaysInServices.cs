namespace ConferenceGateway.WaysIn;

/// <summary>The list of ways in. Rooms that know a way add their source.</summary>
internal static class WaysInServices
{
    /// <summary>Adds the list, with the ways that need nothing of the gateway's own.</summary>
    public static IServiceCollection AddWaysIn(this IServiceCollection services, WaysInOptions? options = null)
    {
        services.AddSingleton(options ?? new WaysInOptions());
        services.AddSingleton<IWayInSource, BrowserWaySource>();
        services.AddSingleton<IWayInSource, AppWaySource>();
        return services.AddSingleton<WaysInList>();
    }
}
