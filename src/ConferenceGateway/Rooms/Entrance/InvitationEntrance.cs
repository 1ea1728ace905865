using ConferenceGateway.Identity;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// <c>/-/invitation/{secret}</c>: looking shows the room and uses nothing up, since mail programs and messengers look first;
/// the form leaves the ticket.
/// </summary>
internal sealed class InvitationEntrance(
    RoomStore store, RoomBook rooms, EntranceTickets tickets, CookieProbe cookies, DoorPages doorPages, MeetingForm forms, PageWriter pages, ProblemWriter problems, TimeProvider time)
{
    private const int MostBytes = 2048;

    // 256 bits as base64url have 43 characters.
    private const int MostCharacters = 100;

    /// <summary>Answers it, for every method.</summary>
    public async Task HandleAsync(HttpContext context, string secret)
    {
        var method = context.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsPost(method))
            await problems.WriteAsync(context, new Problem.MethodNotAllowed("GET, HEAD, POST"));
        else if (await FindAsync(secret) is not var (room, invitation))
            await WriteOverAsync(context);
        else if (HttpMethods.IsPost(method))
            await EnterAsync(context, room, invitation);
        else
            await WriteAsync(context, room, invitation);
    }

    private async Task<(Room Room, Invitation Invitation)?> FindAsync(string secret)
    {
        if (secret.Length > MostCharacters || await store.FindInvitationAsync(Secret.HashOf(secret)) is not var (name, id))
            return null;
        return rooms.Find(name) is { } room && room.Invitations.TryGetValue(id, out var invitation) && invitation.Expires > time.GetUtcNow() ? (room, invitation) : null;
    }

    private Task WriteAsync(HttpContext context, Room room, Invitation invitation)
    {
        cookies.Leave(context);
        return pages.WriteAsync<InvitationPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(InvitationPage.Room)] = room.Shown,
            [nameof(InvitationPage.Visitor)] = invitation.Name,
        }, reach: doorPages.Reach);
    }

    private async Task EnterAsync(HttpContext context, Room room, Invitation invitation)
    {
        if (await forms.ReadAsync(context, MostBytes) is not { } fields)
            return;
        var name = TicketText.NameOf(fields.TryGetValue("name", out var typed) ? typed.ToString() : null) ?? invitation.Name;
        var place = EntrancePaths.PlaceOf(room.Name, isForApp: fields.ContainsKey("app"));
        tickets.GoOn(context, place, tickets.Make(room.Name, room, TicketKind.Invited, name, invitation: invitation.Id));
    }

    private Task WriteOverAsync(HttpContext context) =>
        pages.WriteAsync<NotePage>(context, StatusCodes.Status404NotFound, new()
        {
            [nameof(NotePage.Headline)] = CrossingTexts.InvitationOver,
            [nameof(NotePage.Lead)] = CrossingTexts.InvitationOverLead,
            [nameof(NotePage.Onward)] = ProblemTexts.ToStart,
            [nameof(NotePage.Link)] = "/",
        }, reach: doorPages.Reach);
}
