using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using Microsoft.AspNetCore.Mvc;
using Json = ConferenceGateway.Rooms.Api.RoomsApiJson;

namespace ConferenceGateway.Rooms.Api;

/// <summary>
/// The meeting in a room, on the API: who is in, who waits, and what ends. These deeds ask for no revision: whoever throws
/// somebody out means it, whatever else has changed.
/// </summary>
internal static class RoomLiveApi
{
    public static void MapRoomLive(this RouteGroupBuilder rooms)
    {
        rooms.MapRead("/{room}/present", Present).Needs(Right.RoomsRead).Gives<ApiList<PresentBody>>().CanFail(404)
            .Says("listPresent", "Lists who is in, the longest first.", "All of them are on one page: next is always null.");
        rooms.MapDelete("/{room}/present/{id}", KickAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("sendOut", "Sends somebody out, and keeps them out for a day.");
        rooms.MapPost("/{room}/lock", LockAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404, 409)
            .Says("lockRoom", "Lets nobody new in. Whoever is inside stays.");
        rooms.MapPost("/{room}/unlock", UnlockAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("unlockRoom", "Lets people in again as the settings say.");
        rooms.MapPost("/{room}/stop", StopAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404, 409)
            .Says("stopRoom", "Locks the room, and sends everybody without a sign-in or invitation back before its door.");
        rooms.MapPost("/{room}/end", EndAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("endMeeting", "Ends the meeting for all. The room stays as it is.");
        rooms.MapRead("/{room}/waiting", Waiting).Needs(Right.RoomsRead).Gives<ApiList<WaitingBody>>().CanFail(404)
            .Says("listWaiting", "Lists who waits to be let in, the longest first.", "All of them are on one page: next is always null.");
        rooms.MapPost("/{room}/waiting/{id}/admit", AdmitAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("admit", "Lets somebody in who waits.");
        rooms.MapPost("/{room}/waiting/{id}/refuse", RefuseAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("refuse", "Refuses somebody who waits.");
        rooms.MapRead("/{room}/outs", Outs).Needs(Right.RoomsRead).Gives<ApiList<OutBody>>().CanFail(404)
            .Says("listOuts", "Lists who was sent out and is kept out.", "All of them are on one page: next is always null.");
        rooms.MapDelete("/{room}/outs/{subject}", TakeBackAsync).Needs(Right.RoomsWrite).GivesRevision<RoomBody>().CanFail(404)
            .Says("takeBack", "Keeps somebody out no longer.");
    }

    // Of an auditor's rights and of a moderator's, each is enough to look.
    private static IResult? Hides(HttpContext context, string room, RoomDesk desk, out Room found) => desk.Refuses(context, room, RoomPower.None, out found);

    private static IResult Present(HttpContext context, string room, RoomDesk desk, RoomPeople people) => Hides(context, room, desk, out var found) ??
        ApiAnswer.Ok(new ApiList<PresentBody>([.. people.Of(found.Name).Select(PresentBody.Of)], null), Json.Api.ApiListPresentBody);

    private static IResult Waiting(HttpContext context, string room, RoomDesk desk, KnockBook knocks) => Hides(context, room, desk, out var found) ??
        ApiAnswer.Ok(new ApiList<WaitingBody>([.. knocks.Waiting(found.Name).Select(WaitingBody.Of)], null), Json.Api.ApiListWaitingBody);

    private static IResult Outs(HttpContext context, string room, RoomDesk desk, TimeProvider time) => Hides(context, room, desk, out var found) ??
        ApiAnswer.Ok(new ApiList<OutBody>([.. found.Outs.Values.Where(sent => sent.Until > time.GetUtcNow()).OrderBy(sent => sent.Until).Select(OutBody.Of)], null), Json.Api.ApiListOutBody);

    private static Task<IResult> LockAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomLive live) =>
        ActAsync(context, room, desk, (actor, found) => live.LockAsync(actor, found.Name));

    private static Task<IResult> UnlockAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomLive live) =>
        ActAsync(context, room, desk, (actor, found) => live.UnlockAsync(actor, found.Name));

    private static Task<IResult> StopAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomLive live) =>
        ActAsync(context, room, desk, (actor, found) => live.StopAsync(actor, found.Name));

    private static Task<IResult> EndAsync(HttpContext context, string room, RoomDesk desk, [FromServices] RoomLive live) =>
        ActAsync(context, room, desk, (actor, found) => live.EndAsync(actor, found.Name));

    private static Task<IResult> KickAsync(HttpContext context, string room, string id, RoomDesk desk, [FromServices] RoomLive live) =>
        ActAsync(context, room, desk, async (actor, found) => Guid.TryParse(id, out var connection) ? await live.KickAsync(actor, found.Name, connection) : new RoomAnswer.NotThere());

    private static Task<IResult> AdmitAsync(HttpContext context, string room, string id, RoomDesk desk, [FromServices] KnockAnswers answers) =>
        ActAsync(context, room, desk, (actor, found) => answers.AnswerAsync(actor, found.Name, id, isAdmitted: true));

    private static Task<IResult> RefuseAsync(HttpContext context, string room, string id, RoomDesk desk, [FromServices] KnockAnswers answers) =>
        ActAsync(context, room, desk, (actor, found) => answers.AnswerAsync(actor, found.Name, id, isAdmitted: false));

    private static Task<IResult> TakeBackAsync(HttpContext context, string room, string subject, RoomDesk desk, [FromServices] RoomLive live) =>
        ActAsync(context, room, desk, (actor, found) => live.TakeBackAsync(actor, found.Name, subject));

    private static async Task<IResult> ActAsync(HttpContext context, string room, RoomDesk desk, Func<Actor, Room, Task<RoomAnswer>> deed) =>
        desk.Refuses(context, room, RoomPower.Act, out var found) ?? desk.Answer(await deed(Actor.Of(context), found));
}
