using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Passwords;
using Microsoft.AspNetCore.Mvc;
using Json = ConferenceGateway.Rooms.Api.RoomsApiJson;

namespace ConferenceGateway.Rooms.Api;

/// <summary>Rooms on the API: what their pages do. A room that is none of the caller's business is answered as one that is not there.</summary>
internal static class RoomsApi
{
    public static void MapRoomsApi(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/rooms").WithTags("rooms");
        group.MapRead("", List).Needs(Right.RoomsRead).IsPaged().Gives<ApiList<RoomBody>>()
            .Says("listRooms", "Lists the rooms that the key's owner sees, in the order of their names.", "One's own; as admin or auditor all.");
        group.MapPost("", ClaimAsync).Needs(Right.RoomsWrite).Takes<NewRoomBody>("""{"name":"vorstand"}""").GivesRevision<RoomBody>(201).CanFail(409)
            .Says("claimRoom", "Claims a free name. The key's owner is the chair.");
        group.MapRead("/{room}", Get).Needs(Right.RoomsRead).GivesRevision<RoomBody>().CanFail(404)
            .Says("getRoom", "Shows a room.");
        group.MapPut("/{room}", ChangeAsync).Needs(Right.RoomsWrite).NeedsMatch().Takes<RoomSettingsBody>("""{"title":"Vorstand","entry":"knock","expected":15}""").GivesRevision<RoomBody>().CanFail(404, 409)
            .Says("changeRoom", "Gives a room these settings.", "All of them are sent; what is left out is none. Whoever is inside stays.");
        group.MapDelete("/{room}", GiveUpAsync).Needs(Right.RoomsWrite).NeedsMatch().GivesNothing().CanFail(404)
            .Says("giveUpRoom", "Gives a room up; its name is free again.");
        group.MapPut("/{room}/password", SetAsync).Needs(Right.RoomsWrite).NeedsMatch().Takes<NewPasswordBody>("""{"password":"gelbe-birne-42"}""").GivesRevision<SetPasswordBody>().CanFail(404, 409, 429)
            .Says("setRoomPassword", "Sets the password of a room.", "It is in the answer, once. Whoever is inside stays, unless askAll is true.");
        group.MapDelete("/{room}/password", RemoveAsync).Needs(Right.RoomsWrite).NeedsMatch().GivesRevision<RoomBody>().CanFail(404)
            .Says("removeRoomPassword", "Asks nobody for a password any more.");
        group.MapRoomPeople();
        group.MapRoomLive();
    }

    private static IResult List(HttpContext context, RoomAccess access, RoomDesk desk)
    {
        if (ApiPaging.Read(context, out var paging) is { } problem)
            return ApiAnswer.Of(problem);
        var rooms = access.VisibleTo(Caller.Of(context)!, paging.After ?? "").Take(paging.Wanted).ToArray();
        return ApiAnswer.Ok(paging.Page(rooms, room => room.Name.Key, desk.BodyOf), Json.Api.ApiListRoomBody);
    }

    private static async Task<IResult> ClaimAsync(HttpContext context, RoomAccess access, RoomDesk desk, [FromServices] RoomChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewRoomBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (!RoomName.TryParseTyped(body.Name ?? "", out var name, out var fault))
            return ApiAnswer.Of(new Problem.WrongValue(ProblemTexts.Fault(fault)));
        var caller = Caller.Of(context)!;
        if (!access.MayClaim(caller))
            return ApiAnswer.Of(new Problem.NotYours(access.WhoClaims));
        return await changes.ClaimAsync(Actor.Of(context), name, caller.Account, access.Most(caller)) switch
        {
            RoomAnswer.Done { Room: var room } => ApiAnswer.Created("/rooms/" + RoomNames.Segment(name), desk.BodyOf(room), Json.Api.RoomBody, room.Revision),
            var refused => desk.Answer(refused),
        };
    }

    private static IResult Get(HttpContext context, string room, RoomDesk desk) => desk.Refuses(context, room, RoomPower.None, out var found) is { } refusal
        ? refusal
        : ApiAnswer.Ok(desk.BodyOf(found), Json.Api.RoomBody, found.Revision);

    private static async Task<IResult> ChangeAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.RoomSettingsBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (desk.Refuses(context, room, RoomPower.Change, out var found) is { } refusal)
            return refusal;
        var faults = new Dictionary<string, Text>();
        if (RoomSettings.Read(body.Title, body.Entry, body.OpensWithModerator, body.Expected, body.Maximum, faults) is not { } settings)
            return RoomDesk.Wrong(faults);
        return desk.Answer(await changes.ChangeAsync(Actor.Of(context), found.Name, settings, ApiMatch.Seen(context)));
    }

    private static async Task<IResult> GiveUpAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomChanges changes) =>
        desk.Refuses(context, room, RoomPower.Give, out var found) ?? desk.Answer(await changes.GiveUpAsync(Actor.Of(context), found.Name, ApiMatch.Seen(context)));

    private static async Task<IResult> SetAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomPasswordChanges changes)
    {
        var (body, problem) = await ApiBody.ReadAsync(context, Json.Api.NewPasswordBody);
        if (body is null)
            return ApiAnswer.Of(problem!);
        if (desk.Refuses(context, room, RoomPower.Change, out var found) is { } refusal)
            return refusal;
        if (NewPassword.Read(body.Password ?? SuggestedPassword.Make(LanguageChoice.Of(context)), found, out var fault) is not { } password)
            return ApiAnswer.Of(new Problem.WrongValue(fault!));
        return await changes.SetAsync(Actor.Of(context), found.Name, password, stay: !body.AskAll, ApiMatch.Seen(context), context.RequestAborted) switch
        {
            RoomAnswer.Done { Room: var now } => ApiAnswer.Ok(new SetPasswordBody(desk.BodyOf(now), password), Json.Api.SetPasswordBody, now.Revision),
            var refused => desk.Answer(refused),
        };
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomPasswordChanges changes) =>
        desk.Refuses(context, room, RoomPower.Change, out var found) ?? desk.Answer(await changes.RemoveAsync(Actor.Of(context), found.Name, ApiMatch.Seen(context)));
}
