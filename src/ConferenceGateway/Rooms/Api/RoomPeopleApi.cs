using ConferenceGateway.Audit;
using ConferenceGateway.Identity.Accounts;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Rooms.Changes;
using Microsoft.AspNetCore.Mvc;
using Json = ConferenceGateway.Rooms.Api.RoomsApiJson;

namespace ConferenceGateway.Rooms.Api;

/// <summary>Whose room it is, and who is invited, on the API.</summary>
internal static class RoomPeopleApi
{
    public static void MapRoomPeople(this RouteGroupBuilder rooms)
    {
        rooms.MapRead("/{room}/people", PeopleAsync).Needs(Right.RoomsRead).Gives<ApiList<RoomPersonBody>>().CanFail(404)
            .Says("listRoomPeople", "Lists chair, co-chairs and moderators.", "All of them are on one page: next is always null.");
        rooms.MapPost("/{room}/people", AddAsync).Needs(Right.RoomsWrite).NeedsMatch().Takes<NewPersonBody>("""{"name":"erika@verein.example","role":"moderator"}""").GivesRevision<RoomBody>().CanFail(404, 409)
            .Says("addRoomPerson", "Makes an account co-chair or moderator, whatever it was before.");
        rooms.MapDelete("/{room}/people/{account}", RemoveAsync).Needs(Right.RoomsWrite).NeedsMatch().GivesRevision<RoomBody>().CanFail(404, 409)
            .Says("removeRoomPerson", "Takes a role from an account, named by its id.", "Its connections to the room end; it may come back as anybody else.");
        rooms.MapPut("/{room}/chair", HandOverAsync).Needs(Right.RoomsWrite).NeedsMatch().Takes<NewChairBody>("""{"name":"erika@verein.example"}""").GivesRevision<RoomBody>().CanFail(404, 409)
            .Says("handOverRoom", "Makes another account the chair.", "The old one stays as co-chair.");
        rooms.MapRead("/{room}/invitations", Invitations).Needs(Right.RoomsRead).Gives<ApiList<InvitationBody>>().CanFail(404)
            .Says("listInvitations", "Lists the invitations that hold, the oldest first.", "All of them are on one page: next is always null.");
        rooms.MapPost("/{room}/invitations", InviteAsync).Needs(Right.RoomsWrite).Takes<NewInvitationBody>("""{"name":"Frau Sommer","days":14}""").Gives<MadeInvitationBody>(201).CanFail(404, 409)
            .Says("invite", "Makes an invitation: a link that outlives the room's passwords.", "The link is in the answer, once.");
        rooms.MapDelete("/{room}/invitations/{id}", RevokeAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("revokeInvitation", "Takes an invitation back; whoever is inside by it is not any more.");
    }

    private static async Task<IResult> PeopleAsync(HttpContext context, string room, RoomDesk desk, AccountStore accounts)
    {
        if (desk.Refuses(context, room, RoomPower.Read, out var found) is { } refusal)
            return refusal;
        var called = await accounts.CallAsync(found.People.Keys);
        return ApiAnswer.Ok(new ApiList<RoomPersonBody>([.. found.People.Where(person => called.ContainsKey(person.Key))
            .OrderByDescending(person => person.Value).ThenBy(person => called[person.Key].Name, StringComparer.Ordinal)
            .Select(person => RoomPersonBody.Of(called[person.Key], person.Value))], null), Json.Api.ApiListRoomPersonBody);
    }

    private static async Task<IResult> AddAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomPeopleChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewPersonBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (desk.Refuses(context, room, RoomPower.Change, out var found) is { } refusal)
            return refusal;
        if (!RoomNames.TryParseGiven(body.Role, out var role))
            return ApiAnswer.Of(new Problem.WrongValue(Text.Same("role must be co-chair or moderator.")));
        return desk.Answer(await changes.AddAsync(Actor.Of(context), found.Name, body.Name, role, ApiMatch.Seen(context)));
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string room, string account, RoomDesk desk, [FromServices] RoomPeopleChanges changes) =>
        desk.Refuses(context, room, RoomPower.Change, out var found) ?? desk.Answer(await changes.RemoveAsync(Actor.Of(context), found.Name, account, ApiMatch.Seen(context)));

    private static async Task<IResult> HandOverAsync(HttpContext context, string room, RoomAccess access, RoomDesk desk, [FromServices] RoomPeopleChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewChairBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        return desk.Refuses(context, room, RoomPower.Give, out var found) ??
            desk.Answer(await changes.HandOverAsync(Actor.Of(context), found.Name, body.Name, ApiMatch.Seen(context), access.Most(Caller.Of(context)!)));
    }

    private static IResult Invitations(HttpContext context, string room, RoomDesk desk, TimeProvider time) =>
        desk.Refuses(context, room, RoomPower.Read, out var found) ?? ApiAnswer.Ok(new ApiList<InvitationBody>([.. found.Invitations.Values
            .Where(invitation => invitation.Expires > time.GetUtcNow()).OrderBy(invitation => invitation.MadeAt).Select(InvitationBody.Of)], null), Json.Api.ApiListInvitationBody);

    private static async Task<IResult> InviteAsync(HttpContext context, string room, RoomDesk desk, [FromServices] InvitationChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewInvitationBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (desk.Refuses(context, room, RoomPower.Change, out var found) is { } refusal)
            return refusal;
        var faults = new Dictionary<string, Text>();
        if (InvitationWish.Read(body.Name, body.Days, faults) is not { } wish)
            return RoomDesk.Wrong(faults);
        return await changes.MakeAsync(Actor.Of(context), found.Name, wish) switch
        {
            RoomAnswer.Invited invited => ApiAnswer.Created(
                $"/rooms/{RoomNames.Segment(found.Name)}/invitations", new MadeInvitationBody(InvitationBody.Of(invited.Invitation), desk.LinkTo(invited)), Json.Api.MadeInvitationBody),
            var refused => desk.Answer(refused),
        };
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, string room, string id, RoomDesk desk, [FromServices] InvitationChanges changes) =>
        desk.Refuses(context, room, RoomPower.Change, out var found) ?? desk.Answer(await changes.RevokeAsync(Actor.Of(context), found.Name, id));
}
