using System.Collections.Immutable;
using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Fleet.Asking;
using ConferenceGateway.Fleet.Bridges;
using ConferenceGateway.Fleet.Chat;
using ConferenceGateway.Fleet.Jicofo;
using ConferenceGateway.Fleet.Nodes;
using ConferenceGateway.Fleet.Wanting;

namespace ConferenceGateway.Fleet;

/// <summary>What talking with shards needs.</summary>
internal static class FleetServices
{
    public static IServiceCollection AddFleet(this IServiceCollection services, ImmutableArray<Shard> shards, IFleetSettings settings)
    {
        services.AddSingleton(new FleetView(shards));
        services.AddSingleton(settings);
        services.AddSingleton<ShardStore>();
        services.AddSingleton<NodesBook>();
        services.AddSingleton<ShardChanges>();
        services.AddSingleton<WantedStore>();
        services.AddSingleton<WantedBook>();
        services.AddSingleton<FleetClient>();
        services.AddSingleton<BridgeCalls>();
        services.AddSingleton<JicofoCalls>();
        services.AddSingleton<ChatTokens>();
        services.AddSingleton<ChatNotices>();
        services.AddSingleton(provider => new WatchNeeds(
            provider.GetRequiredService<FleetClient>(),
            provider.GetRequiredService<BridgeCalls>(),
            provider.GetRequiredService<WantedStore>(),
            provider.GetRequiredService<WantedBook>(),
            provider.GetRequiredService<ConnectionTable>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FleetPoller>>()));
        services.AddSingleton<FleetPoller>();
        services.AddHostedService(provider => provider.GetRequiredService<FleetPoller>());
        services.AddHostedService<FleetRereading>();
        return services;
    }
}
