using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// <c>/-/enter/{room}</c>, where an app is sent that has no ticket (Jitsi's <c>tokenAuthUrl</c>): the same door, and behind
/// it the link into the app, which carries the ticket.
/// </summary>
internal sealed class AppEntrance(
    Door door, RoomBook rooms, DoorPages doorPages, DoorForms doorForms, DoorWays ways, TicketReader reader, EntranceTickets tickets, MeetingForm forms, PageWriter pages, ProblemWriter problems, Origins origins)
{
    /// <summary>Answers it, for every method.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!EntrancePaths.TryRead(context, DoorPlace.AppPath, out var room, out var fault, out var isCanonical))
        {
            await problems.WriteAsync(context, Problem.OfAddress(fault));
            return;
        }

        if (!isCanonical)
        {
            context.Response.Headers.Location = $"{origins.Meeting}{EntrancePaths.Of(room, isForApp: true)}{request.QueryString}";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.StatusCode = StatusCodes.Status302Found;
            return;
        }

        var place = PlaceOf(request, room);
        var ofAddress = request.Query["jwt"] is [{ } text] ? reader.Read(text, room) : null;
        var ticket = ofAddress ?? reader.OfCookie(request, room);
        var answer = door.Ask(room, ticket);
        if (HttpMethods.IsPost(request.Method))
        {
            if (await forms.ReadAsync(context, DoorForms.MostBytes) is { } fields)
                await doorForms.HandleAsync(context, place, ticket, answer, fields);
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD, POST"));
        }
        else if (answer is DoorAnswer.Open)
        {
            await WriteAsync(context, room, ticket, ofAddress is not null);
        }
        else
        {
            await doorPages.WriteAsync(context, place, ticket, answer);
        }
    }

    private Task WriteAsync(HttpContext context, RoomName room, Ticket? ticket, bool isOfAddress) =>
        pages.WriteAsync<AppPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(AppPage.Room)] = rooms.Find(room)?.Shown ?? room.Key,
            [nameof(AppPage.App)] = ways.App(context.Request, room, ticket is null ? null : tickets.Carried(ticket, isOfAddress)),
            [nameof(AppPage.Browser)] = DoorPlace.PathOf(room),
        }, reach: doorPages.Reach);

    // Of the query only the language matters here; the ticket goes on by itself.
    private static DoorPlace PlaceOf(HttpRequest request, RoomName room)
    {
        var place = EntrancePaths.PlaceOf(room, isForApp: true);
        var here = request.Query[LanguageChoice.Parameter] is ["de" or "en"] and [var language] ? $"{place.Here}?{LanguageChoice.Parameter}={language}" : place.Here;
        return place with { Here = here, Came = place.Here + request.QueryString };
    }
}
