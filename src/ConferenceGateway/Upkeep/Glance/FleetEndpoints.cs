using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Upkeep.Drains;
using ConferenceGateway.Upkeep.Nodes;

namespace ConferenceGateway.Upkeep.Glance;

/// <summary>The pages of the fleet: all of it, and one shard or bridge.</summary>
internal static class FleetEndpoints
{
    // Seconds. As often as the fleet is asked itself, and a little less.
    private const string Refresh = "10";

    // What happened before these is in the audit.
    private const int MostRows = 10;

    public static void MapFleet(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(NodeLinks.Fleet, ShowAsync).Needs(Right.FleetRead);
        portal.MapPage(NodeLinks.Of("{name}"), ShowNodeAsync).Needs(Right.FleetRead);
    }

    private static Task ShowAsync(HttpContext context, FleetReading reading, PageWriter pages)
    {
        context.Response.Headers["Refresh"] = Refresh;
        return pages.WriteAsync<FleetPage>(context, StatusCodes.Status200OK, new() { [nameof(FleetPage.Fleet)] = reading.Now() });
    }

    private static async Task ShowNodeAsync(HttpContext context, string name, FleetReading fleet, DrainReading reading, AuditStore audit, PageWriter pages, ProblemWriter problems)
    {
        var seen = fleet.Now();
        if (await reading.OfAsync(seen.Fleet, name) is not { } facts)
        {
            await problems.WriteAsync(context, FleetNode.NoSuchNode);
            return;
        }

        context.Response.Headers["Refresh"] = Refresh;
        await pages.WriteAsync<NodePage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(NodePage.Facts)] = facts,
            [nameof(NodePage.Glance)] = seen.Shards.First(shard => shard.State.Id == facts.Node.Home.Id),
            [nameof(NodePage.Happened)] = await audit.ListAsync(new AuditFilter { Subject = name, Action = "drain." }, null, MostRows, context.RequestAborted),
        });
    }
}
