using System.Data.Common;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>The ways into a room beside its own address.</summary>
internal static class EntranceEndpoints
{
    /// <summary>Maps those of MeetingUrl; the host filter is put on what is returned.</summary>
    public static IEndpointConventionBuilder MapEntrance(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.Map(DoorPlace.AppPath + "{room}", (HttpContext context, AppEntrance entrance) => entrance.HandleAsync(context));
        group.Map(DoorPlace.AppPath + "{tenant}/{room}", (HttpContext context, AppEntrance entrance) => entrance.HandleAsync(context));
        group.Map(Crossing.RedeemPath, (HttpContext context, Crossing crossing, ProblemWriter problems) => AskingAsync(context, problems, () => crossing.RedeemAsync(context)));
        group.Map(InvitationChanges.LinkPath + "{secret}", (HttpContext context, InvitationEntrance entrance, ProblemWriter problems, string secret) =>
            AskingAsync(context, problems, () => entrance.HandleAsync(context, secret)));
        return group;
    }

    /// <summary>Maps the page of the portal that leads into a room.</summary>
    public static void MapCrossing(this IEndpointRouteBuilder portal) =>
        portal.MapPage(Crossing.Path, (HttpContext context, Crossing crossing) => crossing.ShowAsync(context)).Needs(Right.Self);

    // These two ask the database, which a meeting does not need.
    private static async Task AskingAsync(HttpContext context, ProblemWriter problems, Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (DbException)
        {
            await problems.WriteAsync(context, new Problem.DatabaseAway());
        }
    }
}
