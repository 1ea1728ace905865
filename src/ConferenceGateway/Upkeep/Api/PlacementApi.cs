using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Rooms;
using ConferenceGateway.Upkeep.Placements;
using Json = ConferenceGateway.Upkeep.Api.UpkeepApiJson;

namespace ConferenceGateway.Upkeep.Api;

/// <summary>Where rooms live, and why, on the API.</summary>
internal static class PlacementApi
{
    private const int MostSearched = 200;

    public static void MapPlacementApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/placements").WithTags("fleet");
        group.MapRead("", ListAsync).Needs(Right.FleetRead).IsPaged().Gives<ApiList<PlacementBody>>()
            .Says("listPlacements", "Lists the rooms that live somewhere, by name.", "With search: those alone whose names contain it.");
        group.MapRead("/{room}", FindAsync).Needs(Right.FleetRead).Gives<ExplainedBody>().CanFail(404)
            .Says("getPlacement", "Shows where a room lives, and why there.", "The best candidates with their scores, and how many shards were refused for which reason.");
    }

    private static IResult ListAsync(HttpContext context, PlacementReading reading)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        string? search = context.Request.Query["search"];
        if (search?.Length > MostSearched)
            return ApiAnswer.Of(new Problem.WrongValue(Text.Same($"search can have at most {MostSearched} characters.")));
        var (rooms, _) = reading.Search(paging.Wanted, search, paging.After);
        return ApiAnswer.Ok(paging.Page(rooms, one => one.Facts.Room.Key, PlacementBody.Of), Json.Api.ApiListPlacementBody);
    }

    private static IResult FindAsync(string room, PlacementReading reading) =>
        RoomNames.TryParseSegment(room, out var name) && reading.Explain(name) is { } found
            ? ApiAnswer.Ok(ExplainedBody.Of(found), Json.Api.ExplainedBody)
            : ApiAnswer.Of(new Problem.NotFound(new(
                "Dieser Raum lebt gerade nirgends: Niemand ist dort, und niemand war es in den letzten Minuten.",
                "That room lives nowhere at this moment: nobody is in it, and nobody was in the last minutes.")));
}
