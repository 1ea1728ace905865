using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms;

namespace ConferenceGateway.Upkeep.Placements;

/// <summary>The pages about where rooms live. Reading alone: a room moves with a drain.</summary>
internal static class PlacementPages
{
    /// <summary>Rooms on one page.</summary>
    private const int AtOnce = 50;

    private const int MostCharacters = 200;

    public static void MapPlacements(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(PlacementLinks.Path, ListAsync).Needs(Right.FleetRead);
        portal.MapPage(PlacementLinks.Path + "/{room}", WhyAsync).Needs(Right.FleetRead);
    }

    private static Task ListAsync(HttpContext context, PlacementReading reading, PageWriter pages)
    {
        var words = context.Request.Query["q"].ToString().Trim();
        words = words.Length <= MostCharacters ? words : words[..MostCharacters];
        var after = context.Request.Query["after"].ToString();
        var (rooms, next) = reading.Search(AtOnce, words, after.Length > 0 ? after : null);
        return pages.WriteAsync<PlacementsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(PlacementsPage.Rooms)] = rooms,
            [nameof(PlacementsPage.Query)] = words,
            [nameof(PlacementsPage.Next)] = next,
            [nameof(PlacementsPage.IsLater)] = after.Length > 0,
        });
    }

    private static Task WhyAsync(HttpContext context, string room, PlacementReading reading, PageWriter pages, ProblemWriter problems)
    {
        if (!RoomNames.TryParseSegment(room, out var name))
            return problems.WriteAsync(context, new Problem.NotFound(PlacementTexts.NoSuchName));
        return reading.Explain(name) is { } shown
            ? pages.WriteAsync<WhyPage>(context, StatusCodes.Status200OK, new() { [nameof(WhyPage.Room)] = shown })
            : pages.WriteAsync<NowherePage>(context, StatusCodes.Status404NotFound, new() { [nameof(NowherePage.Room)] = OneLine.Of(name.Key) });
    }
}
