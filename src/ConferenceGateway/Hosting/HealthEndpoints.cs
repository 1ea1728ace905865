using ConferenceGateway.Core;
using ConferenceGateway.Fleet;

namespace ConferenceGateway.Hosting;

/// <summary>For whoever watches or balances gateways: does the process live, can it place a room.</summary>
internal static class HealthEndpoints
{
    /// <summary>Answered on every host.</summary>
    public const string Path = "/-/health/";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/-/health");
        group.MapMethods("/live", Methods, Live);
        group.MapMethods("/ready", Methods, Ready);
    }

    private static IResult Live(HttpContext context) => Answer(context, StatusCodes.Status200OK, new HealthAnswer("live"));

    private static IResult Ready(HttpContext context, FleetView fleet, GatewayStop stop)
    {
        var current = fleet.Current;
        var shards = new HealthAnswer.ShardCounts(
            Count(current, NodeHealth.Up), Count(current, NodeHealth.Ill), Count(current, NodeHealth.Down), Count(current, NodeHealth.Unknown));
        if (stop.HasBegun)
        {
            return NotReady(context, new HealthAnswer("not-ready")
            {
                Reason = "stopping",
                Detail = "The gateway is about to end. Send nobody here.",
                Shards = shards,
            });
        }

        return current.HasShardUp
            ? Answer(context, StatusCodes.Status200OK, new HealthAnswer("ready") { Shards = shards })
            : NotReady(context, new HealthAnswer("not-ready")
            {
                Reason = "no-shard-up",
                Detail = "No shard answers. The gateway's log says why.",
                Shards = shards,
            });
    }

    private static IResult NotReady(HttpContext context, HealthAnswer answer)
    {
        context.Response.Headers.RetryAfter = "30";
        return Answer(context, StatusCodes.Status503ServiceUnavailable, answer);
    }

    private static IResult Answer(HttpContext context, int status, HealthAnswer answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(answer, HealthJson.Default.HealthAnswer, statusCode: status);
    }

    private static int Count(FleetSnapshot fleet, NodeHealth health) => fleet.Shards.Count(shard => shard.Health == health);
}
