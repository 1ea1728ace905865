using ConferenceGateway.Upkeep.Closing;
using ConferenceGateway.Upkeep.Drains;
using ConferenceGateway.Upkeep.Glance;
using ConferenceGateway.Upkeep.Moves;
using ConferenceGateway.Upkeep.Placements;

namespace ConferenceGateway.Upkeep;

/// <summary>What draining, moving and closing need, besides the pages.</summary>
internal static class UpkeepServices
{
    public static IServiceCollection AddUpkeep(this IServiceCollection services)
    {
        services.AddSingleton<NodePresence>().AddSingleton<FleetReading>().AddSingleton<PlacementReading>();
        services.AddSingleton<CarryReading>().AddSingleton<LastResort>().AddSingleton<DrainPhases>().AddSingleton<PeakReading>().AddSingleton<DrainReading>().AddSingleton<DrainChanges>();
        services.AddSingleton<MoveBook>().AddSingleton<MoveNotices>().AddSingleton<ShardMoves>().AddSingleton<BridgeMoves>();
        services.AddSingleton<MoveRunner>().AddHostedService(provider => provider.GetRequiredService<MoveRunner>());
        services.AddSingleton<MaintenanceChanges>();
        services.AddSingleton<ClosingRunner>().AddHostedService(provider => provider.GetRequiredService<ClosingRunner>());
        services.AddSingleton<ClosingNotices>().AddHostedService(provider => provider.GetRequiredService<ClosingNotices>());
        return services;
    }
}
