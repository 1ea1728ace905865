using ConferenceGateway.Audit;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;
using Microsoft.AspNetCore.Mvc;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>The pages about rooms: the list, one room, the questions before what cannot be undone. The forms of one room are <see cref="RoomForms"/>.</summary>
internal static class RoomsEndpoints
{
    public const string Path = "/rooms";

    /// <summary>One room; a tenant's slash is encoded in the segment.</summary>
    public const string OnePath = Path + "/{room}";

    /// <summary>More of a refused name is not sent back. Characters.</summary>
    private const int MostKept = 300;

    public static void MapRooms(this IEndpointRouteBuilder portal)
    {
        portal.MapPage(Path, (HttpContext context, RoomPages pages) => pages.WriteListAsync(context)).Needs(Right.RoomsRead);
        portal.MapForm(Path, ClaimAsync).Needs(Right.RoomsWrite);
        portal.MapPage(OnePath, ShowAsync).Needs(Right.RoomsRead);
        portal.MapPage(OnePath + "/ask/{deed}", AskAsync).Needs(Right.RoomsWrite);
        portal.MapRoomForms();
    }

    /// <summary>The page of a room.</summary>
    public static string PathOf(RoomName room) => $"{Path}/{RoomNames.Segment(room)}";

    private static async Task ClaimAsync(HttpContext context, RoomPages pages, RoomAccess access, [FromServices] RoomChanges changes, MessageCookie messages, ProblemWriter problems)
    {
        var caller = Caller.Of(context)!;
        if (!access.MayClaim(caller))
        {
            await problems.WriteAsync(context, new Problem.NotYours(access.WhoClaims));
            return;
        }

        var typed = context.Request.Form["room"].ToString();
        if (!TypedRoom.TryParse(typed, out var name, out var fault))
        {
            await pages.WriteListAsync(context, StatusCodes.Status422UnprocessableEntity, Kept(typed), ProblemTexts.Fault(fault));
            return;
        }

        switch (await changes.ClaimAsync(Actor.Of(context), name, caller.Account, access.Most(caller)))
        {
            case RoomAnswer.Done:
                messages.Say(context, RoomsTexts.Claimed(name.Key));
                SeeOther.Send(context, PathOf(name));
                break;
            case var refused:
                var problem = refused.Problem ?? new Problem.Internal();
                await pages.WriteListAsync(context, problem.Status, Kept(typed), ProblemTexts.Advice(problem));
                break;
        }
    }

    private static async Task ShowAsync(HttpContext context, string room, RoomAccess access, RoomPages pages, ProblemWriter problems)
    {
        if (access.Find(Caller.Of(context)!, room) is { } found)
            await pages.WriteAsync(context, found.Name);
        else
            await problems.WriteAsync(context, RoomAnswer.NoSuchRoom);
    }

    private static async Task AskAsync(HttpContext context, string room, string deed, RoomAccess access, RoomAsks asks, PageWriter pages, ProblemWriter problems)
    {
        var caller = Caller.Of(context)!;
        if (access.Find(caller, room) is not { } found)
        {
            await problems.WriteAsync(context, RoomAnswer.NoSuchRoom);
            return;
        }

        var power = RoomAccess.Of(caller, found);
        if (await asks.FindAsync(deed, found, power, context.Request.Query["id"].ToString(), LanguageChoice.Of(context)) is not { } ask)
            await problems.WriteAsync(context, new RoomAnswer.NotThere().Problem!);
        else if (access.Refusal(caller, room, ask.Needed, out _) is { } refusal)
            await problems.WriteAsync(context, refusal);
        else
        {
            await pages.WriteAsync<RoomAskPage>(context, StatusCodes.Status200OK, new()
            {
                [nameof(RoomAskPage.Ask)] = ask,
                [nameof(RoomAskPage.Action)] = $"{PathOf(found.Name)}/{deed}",
                [nameof(RoomAskPage.Back)] = PathOf(found.Name),
            });
        }
    }

    private static string Kept(string typed) => typed.Length <= MostKept ? typed : typed[..MostKept];
}
