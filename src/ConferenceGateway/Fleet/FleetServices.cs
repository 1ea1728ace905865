using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Wanting;

namespace ConferenceGateway.Fleet;

/// <summary>What talking with shards needs.</summary>
internal static class FleetServices
{
    public static IServiceCollection AddFleet(this IServiceCollection services, ImmutableArray<Shard> shards)
    {
        services.AddSingleton(new FleetView(shards));
        services.AddSingleton<WantedStore>();
        services.AddSingleton<WantedBook>();
        services.AddSingleton(provider => new FleetPoller(
            shards,
            provider.GetRequiredService<FleetView>(),
            provider.GetRequiredService<ConnectionTable>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FleetPoller>>()));
        services.AddHostedService(provider => provider.GetRequiredService<FleetPoller>());
        return services;
    }
}
