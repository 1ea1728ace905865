namespace ConferenceGateway.Placement;

/// <summary>What placing rooms needs.</summary>
internal static class PlacementServices
{
    public static IServiceCollection AddPlacement(this IServiceCollection services, PlacementOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<PlacementBook>();
        services.AddHostedService<PlacementSweep>();
        return services;
    }
}
