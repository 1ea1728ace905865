using ConferenceGateway.Fleet;
using ConferenceGateway.Portal;

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

    private static IResult Live() => Results.Json(new HealthAnswer("live"), HealthJson.Default.HealthAnswer);

    private static Task Ready(HttpContext context, FleetView fleet, ProblemWriter problems) =>
        fleet.Current.HasShardUp
            ? Results.Json(new HealthAnswer("ready"), HealthJson.Default.HealthAnswer).ExecuteAsync(context)
            : problems.WriteAsync(context, new Problem.NoShardFree());
}
