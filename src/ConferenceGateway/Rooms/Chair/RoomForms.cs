using System.Globalization;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Rooms.Passwords;
using Microsoft.AspNetCore.Mvc;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>The forms on the page of a room. What is dangerous comes from a page that has asked.</summary>
internal static class RoomForms
{
    public static void MapRoomForms(this IEndpointRouteBuilder portal)
    {
        Map("door", DoorAsync);
        Map("waiting", WaitingAsync);
        Map("outs", TakeBackAsync);
        Map("password", PasswordAsync);
        Map("settings", SettingsAsync);
        Map("invitations", InviteAsync);
        Map("people", AddAsync);
        Map(RoomAsks.SendOut, SendOutAsync);
        Map(RoomAsks.End, EndAsync);
        Map(RoomAsks.GiveUp, GiveUpAsync);
        Map(RoomAsks.RemovePassword, RemovePasswordAsync);
        Map(RoomAsks.Uninvite, UninviteAsync);
        Map(RoomAsks.RemovePerson, RemovePersonAsync);
        Map(RoomAsks.HandOver, HandOverAsync);

        void Map(string deed, Delegate handler) => portal.MapForm($"{RoomsEndpoints.OnePath}/{deed}", handler).Needs(Right.RoomsWrite);
    }

    private static Task DoorAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomLive live) => Field(context, "do") switch
    {
        "lock" => form.DoAsync(context, room, RoomPower.Act, async (actor, found) => await live.LockAsync(actor, found.Name), RoomDoneTexts.Locked),
        "stop" => form.DoAsync(context, room, RoomPower.Act, async (actor, found) => await live.StopAsync(actor, found.Name), RoomDoneTexts.Stopped),
        _ => form.DoAsync(context, room, RoomPower.Act, async (actor, found) => await live.UnlockAsync(actor, found.Name), RoomDoneTexts.Unlocked),
    };

    private static Task WaitingAsync(HttpContext context, string room, RoomForm form, [FromServices] KnockAnswers answers)
    {
        var isAdmitted = Field(context, "do") == "admit";
        return form.DoAsync(
            context, room, RoomPower.Act, async (actor, found) => await answers.AnswerAsync(actor, found.Name, Field(context, "id"), isAdmitted),
            isAdmitted ? RoomDoneTexts.Admitted : RoomDoneTexts.Refused);
    }

    private static Task TakeBackAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomLive live) => form.DoAsync(
        context, room, RoomPower.Act, async (actor, found) => await live.TakeBackAsync(actor, found.Name, Field(context, "subject")), RoomDoneTexts.TakenBack);

    private static Task PasswordAsync(HttpContext context, string room, RoomForm form, RoomPages pages, [FromServices] RoomPasswordChanges changes) => form.DoAsync(
        context, room, RoomPower.Change, async (actor, found) =>
        {
            if (NewPassword.Read(Field(context, "password"), found, out var fault) is not { } password)
            {
                await form.FaultAsync(context, found, RoomPart.Password, new Dictionary<string, Text> { ["password"] = fault! });
                return null;
            }

            var asksAll = Field(context, "all") == "yes";
            var answer = await changes.SetAsync(actor, found.Name, password, stay: !asksAll, cancellation: context.RequestAborted);
            if (answer is not RoomAnswer.Done)
                return answer;
            await pages.WriteAsync(context, found.Name, new RoomReply { Password = password, AsksAll = asksAll });
            return null;
        }, RoomDoneTexts.Saved, RoomPart.Password);

    private static Task RemovePasswordAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomPasswordChanges changes) => form.DoAsync(
        context, room, RoomPower.Change, async (actor, found) => await changes.RemoveAsync(actor, found.Name), RoomDoneTexts.PasswordRemoved);

    private static Task SettingsAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomChanges changes) => form.DoAsync(
        context, room, RoomPower.Change, async (actor, found) =>
        {
            var faults = new Dictionary<string, Text>();
            var settings = RoomSettings.Read(
                Field(context, "title"), Field(context, "entry"), Field(context, "opens") == "yes", Number(context, "expected"), Number(context, "maximum"), faults);
            if (settings is not null)
                return await changes.ChangeAsync(actor, found.Name, settings, Seen(context));
            await form.FaultAsync(context, found, RoomPart.Settings, faults);
            return null;
        }, RoomDoneTexts.Saved, RoomPart.Settings);

    private static Task InviteAsync(HttpContext context, string room, RoomForm form, RoomPages pages, Origins origins, [FromServices] InvitationChanges changes) => form.DoAsync(
        context, room, RoomPower.Change, async (actor, found) =>
        {
            var faults = new Dictionary<string, Text>();
            if (InvitationWish.Read(Field(context, "name"), Number(context, "days"), faults) is not { } wish)
            {
                await form.FaultAsync(context, found, RoomPart.Invitation, faults);
                return null;
            }

            var answer = await changes.MakeAsync(actor, found.Name, wish);
            if (answer is not RoomAnswer.Invited invited)
                return answer;
            await pages.WriteAsync(context, found.Name, new RoomReply { Invited = (invited.Invitation, invited.LinkAt(origins)) });
            return null;
        }, RoomDoneTexts.Saved, RoomPart.Invitation);

    private static Task UninviteAsync(HttpContext context, string room, RoomForm form, [FromServices] InvitationChanges changes) => form.DoAsync(
        context, room, RoomPower.Change, async (actor, found) => await changes.RevokeAsync(actor, found.Name, Field(context, "id")), RoomDoneTexts.Uninvited);

    private static Task AddAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomPeopleChanges changes) => form.DoAsync(
        context, room, RoomPower.Change,
        async (actor, found) => await changes.AddAsync(actor, found.Name, Field(context, "account"), RoomNames.TryParseGiven(Field(context, "role"), out var role) ? role : RoomRole.Moderator, null),
        RoomDoneTexts.Added, RoomPart.People);

    private static Task RemovePersonAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomPeopleChanges changes) => form.DoAsync(
        context, room, RoomPower.Change, async (actor, found) => await changes.RemoveAsync(actor, found.Name, Field(context, "id"), null), RoomDoneTexts.PersonRemoved);

    private static Task HandOverAsync(HttpContext context, string room, RoomForm form, RoomAccess access, [FromServices] RoomPeopleChanges changes) => form.DoAsync(
        context, room, RoomPower.Give, async (actor, found) => await changes.HandOverAsync(actor, found.Name, Field(context, "id"), null, access.Most(Caller.Of(context)!)),
        RoomDoneTexts.HandedOver, RoomPart.People);

    private static Task EndAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomLive live) => form.DoAsync(
        context, room, RoomPower.Act, async (actor, found) => await live.EndAsync(actor, found.Name), RoomDoneTexts.Ended);

    private static Task GiveUpAsync(HttpContext context, string room, RoomForm form, [FromServices] RoomChanges changes) => form.DoAsync(
        context, room, RoomPower.Give, async (actor, found) => await changes.GiveUpAsync(actor, found.Name, null),
        RoomNames.TryParseSegment(room, out var name) ? RoomsTexts.GivenUp(name.Key) : RoomDoneTexts.Saved);

    private static Task SendOutAsync(
        HttpContext context, string room, RoomForm form, RoomPages pages, [FromServices] RoomLive live, [FromServices] RoomPasswordChanges changes)
    {
        var renews = Field(context, "password") == "new";
        return form.DoAsync(context, room, renews ? RoomPower.Act | RoomPower.Change : RoomPower.Act, async (actor, found) =>
        {
            var answer = Guid.TryParse(Field(context, "id"), out var person) ? await live.KickAsync(actor, found.Name, person) : new RoomAnswer.NotThere();
            if (!renews || answer is not RoomAnswer.Done)
                return answer;
            // Whoever is to be kept out is out by now: whoever is inside stays.
            var password = SuggestedPassword.Make(LanguageChoice.Of(context));
            var set = await changes.SetAsync(actor, found.Name, password, stay: true, cancellation: context.RequestAborted);
            if (set is not RoomAnswer.Done)
                return set;
            await pages.WriteAsync(context, found.Name, new RoomReply { Password = password });
            return null;
        }, RoomDoneTexts.SentOut);
    }

    private static string Field(HttpContext context, string name) => context.Request.Form[name].ToString();

    // Nothing is nothing; what is no number is out of every range.
    private static int? Number(HttpContext context, string name) => Field(context, name).Trim() is { Length: > 0 } written
        ? int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1
        : null;

    // What is no number was seen by nobody.
    private static long Seen(HttpContext context) => long.TryParse(Field(context, "revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : -1;
}
