using ConferenceGateway.Audit;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;

namespace ConferenceGateway.Rooms.Chair;

/// <summary>What the forms of a room share: whose room it is, and how a deed is answered.</summary>
internal sealed class RoomForm(RoomAccess access, RoomPages pages, MessageCookie messages, ProblemWriter problems)
{
    /// <summary>Does something with a room, if the caller may.</summary>
    /// <param name="context">The request.</param>
    /// <param name="segment">The room in its address.</param>
    /// <param name="needed">What the caller must be able to.</param>
    /// <param name="deed">Does it, and answers by itself what it wants to; null: it has answered.</param>
    /// <param name="done">Said when it is done.</param>
    /// <param name="part">The part of the page that shows a refusal; null: the page as a whole.</param>
    public async Task DoAsync(HttpContext context, string segment, RoomPower needed, Func<Actor, Room, Task<RoomAnswer?>> deed, Text done, RoomPart? part = null)
    {
        if (access.Refusal(Caller.Of(context)!, segment, needed, out var room) is { } refusal)
        {
            await problems.WriteAsync(context, refusal);
            return;
        }

        switch (await deed(Actor.Of(context), room))
        {
            case null:
                break;
            case RoomAnswer.Done or RoomAnswer.GivenUp:
                messages.Say(context, done);
                SeeOther.Send(context, access.Find(Caller.Of(context)!, segment) is null ? RoomsEndpoints.Path : RoomsEndpoints.PathOf(room.Name));
                break;
            case var refused:
                await RefuseAsync(context, room, refused, part);
                break;
        }
    }

    /// <summary>The page again, with why not; what was typed is still there.</summary>
    public async Task RefuseAsync(HttpContext context, Room room, RoomAnswer refused, RoomPart? part)
    {
        var problem = refused.Problem ?? new Problem.Internal();
        if (refused is RoomAnswer.Unknown)
        {
            await problems.WriteAsync(context, problem);
            return;
        }

        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        var isChanged = refused is RoomAnswer.Changed;
        await pages.WriteAsync(context, room.Name, new RoomReply
        {
            Part = part,
            Refusal = isChanged ? RoomTexts.ChangedMeanwhile : ProblemTexts.Advice(problem),
            Typed = part is null ? new Dictionary<string, string>() : Typed(context),
        }, isChanged ? StatusCodes.Status409Conflict : problem.Status);
    }

    /// <summary>The page again, with what is wrong beside its field.</summary>
    public Task FaultAsync(HttpContext context, Room room, RoomPart part, IReadOnlyDictionary<string, Text> faults) => pages.WriteAsync(context, room.Name, new RoomReply
    {
        Part = part,
        Faults = faults,
        // A password is not sent back.
        Typed = part == RoomPart.Password ? new Dictionary<string, string>() : Typed(context),
    }, StatusCodes.Status422UnprocessableEntity);

    private static Dictionary<string, string> Typed(HttpContext context) =>
        context.Request.Form.Where(field => field.Value.ToString().Length <= 300).ToDictionary(field => field.Key, field => field.Value.ToString());
}
