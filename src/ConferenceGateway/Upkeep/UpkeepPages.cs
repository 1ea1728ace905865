using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Closing;
using ConferenceGateway.Upkeep.Drains;
using ConferenceGateway.Upkeep.Glance;
using ConferenceGateway.Upkeep.Nodes;
using ConferenceGateway.Upkeep.Placements;
using ConferenceGateway.Upkeep.Shards;

namespace ConferenceGateway.Upkeep;

/// <summary>The admin's pages of the fleet, as the portal's list of routes has them.</summary>
internal static class UpkeepPages
{
    public static IServiceCollection AddUpkeepPages(this IServiceCollection services) =>
        services.AddSingleton(new NavItem(205, NodeLinks.Fleet, GlanceTexts.Nav, Right.FleetRead)
        {
            Hint = GlanceTexts.NavHint,
            Besides = [PlacementLinks.Path, ClosingLinks.Path],
        });

    public static void MapUpkeep(this IEndpointRouteBuilder portal)
    {
        portal.MapFleet();
        portal.MapDrains();
        portal.MapPlacements();
        portal.MapClosing();
        portal.MapShards();
    }
}
