using System.Globalization;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Live;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// The door, at the room's own address: what it asks, why it is shut, for whom one waits. Its forms have no <c>action</c>,
/// so that the <c>#…</c> of an embedded meeting survives; <see cref="DoorForms"/> takes them.
/// </summary>
internal sealed class DoorPages(RoomBook rooms, KnockBook knocks, EntranceTickets tickets, CookieProbe cookies, DoorWays ways, RoomAhead ahead, RoomsOptions options, PageWriter pages, TimeProvider time)
{
    /// <summary>The field that every form of the door has: what is wanted.</summary>
    public const string Field = "door";

    /// <summary>How often a waiting page asks.</summary>
    public static readonly TimeSpan AsksEvery = TimeSpan.FromSeconds(5);

    private static readonly PageScript Waiting = new("wait");

    /// <summary>How these pages can be shown: in the frames that rooms can be shown in.</summary>
    public PageReach Reach { get; } = new() { FrameAncestors = options.FrameAncestors ?? "" };

    /// <summary>Shows what the door says to whoever cannot enter yet.</summary>
    public Task WriteAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorAnswer answer) => answer switch
    {
        DoorAnswer.Wait { For: WaitFor.Chair } when ticket is not null => WriteKnockAsync(context, place, ticket),
        DoorAnswer.Wait => WriteWaitAsync(context, place, ticket, since: null),
        _ => WriteAsync(context, place, ticket, answer, new DoorInput { Name = ticket?.Name }),
    };

    /// <summary>The same, with what was typed.</summary>
    public Task WriteAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorAnswer answer, DoorInput input, int? status = null) =>
        WriteAsync(context, place, ticket, StateOf(place, ticket, answer), input, status);

    /// <summary>Asks somebody who waits for another name. The page does not come back by itself: somebody types in it.</summary>
    public Task WriteOtherNameAsync(HttpContext context, DoorPlace place, Ticket ticket, DoorInput input, int? status = null) =>
        WriteAsync(context, place, ticket, new DoorState(null, DoorTexts.NeedsOtherName, DoorQuestion.OtherName), input, status);

    private Task WriteAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorState state, DoorInput input, int? status)
    {
        cookies.Leave(context);
        return pages.WriteAsync<DoorPage>(context, status ?? state.Status, new()
        {
            [nameof(DoorPage.State)] = state with
            {
                Room = NameOf(place),
                Ahead = ahead.Of(place.Room),
                // Where there is no room, a sign-in leads nowhere.
                SignIn = state.Status == StatusCodes.Status404NotFound ? null : SignInFor(place, ticket),
                Ways = place.IsForApp || state.IsShut ? [] : ways.Before(context.Request, place.Room),
            },
            [nameof(DoorPage.Input)] = input,
        }, reach: Reach);
    }

    // Asking again is knocking again: after a restart of the gateway the list fills by itself.
    private Task WriteKnockAsync(HttpContext context, DoorPlace place, Ticket ticket)
    {
        if (!knocks.TryKnock(place.Room, ticket.Id, ticket.Name ?? "", context.Connection.RemoteIpAddress, out _) || knocks.Find(place.Room, ticket.Id) is not { } knock)
        {
            context.Response.Headers.RetryAfter = Seconds(KnockBook.Silence);
            return WriteAsync(context, place, ticket, DoorAnswer.AskName.Instance, new DoorInput { Name = ticket.Name, NameFault = DoorTexts.TooManyWait }, StatusCodes.Status503ServiceUnavailable);
        }

        if (knock.State != KnockState.Admitted)
            return WriteWaitAsync(context, place, ticket, knock.Since);
        tickets.GoOn(context, place, tickets.Admit(ticket, knock.Revision));
        return Task.CompletedTask;
    }

    private Task WriteWaitAsync(HttpContext context, DoorPlace place, Ticket? ticket, DateTimeOffset? since)
    {
        cookies.Leave(context);
        context.Response.Headers["Refresh"] = Seconds(AsksEvery);
        return pages.WriteAsync<WaitPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(WaitPage.Room)] = NameOf(place),
            [nameof(WaitPage.Ahead)] = ahead.Of(place.Room),
            [nameof(WaitPage.Visitor)] = since is null ? null : ticket?.Name,
            [nameof(WaitPage.Since)] = since is { } at ? ShownTime.Clock(at, time) : null,
            [nameof(WaitPage.Device)] = "/-/check/device",
            [nameof(WaitPage.SignIn)] = SignInFor(place, ticket),
            [nameof(WaitPage.Ways)] = place.IsForApp ? [] : ways.Before(context.Request, place.Room),
        }, Waiting, Reach);
    }

    private DoorState StateOf(DoorPlace place, Ticket? ticket, DoorAnswer answer) => answer switch
    {
        DoorAnswer.AskPassword or DoorAnswer.AskName when ticket is not null && knocks.IsRefused(place.Room, ticket.Id) =>
            Shut(DoorTexts.Refused, DoorTexts.RefusedLead) with { Question = answer is DoorAnswer.AskPassword ? DoorQuestion.Password : DoorQuestion.None },
        DoorAnswer.AskPassword { CanKnock: true } => new(null, DoorTexts.NeedsPasswordOrKnock, DoorQuestion.PasswordOrKnock),
        DoorAnswer.AskPassword => new(null, DoorTexts.NeedsPassword, DoorQuestion.Password),
        DoorAnswer.AskName => new(null, DoorTexts.NeedsKnock, DoorQuestion.Name),
        DoorAnswer.AskSignIn => new(null, rooms.Find(place.Room) is null ? DoorTexts.NeedsSignIn : DoorTexts.NeedsMembers, DoorQuestion.SignIn),
        DoorAnswer.Shut { Why: ShutReason.Out } => Shut(DoorTexts.Out, DoorTexts.OutLead),
        DoorAnswer.Shut { Why: ShutReason.Unclaimed } => Shut(DoorTexts.Unclaimed, DoorTexts.UnclaimedLead) with { Status = StatusCodes.Status404NotFound },
        _ => Shut(DoorTexts.Locked, DoorTexts.LockedLead),
    };

    private static DoorState Shut(Text headline, Text lead) => new(headline, lead) { IsShut = true, Status = StatusCodes.Status403Forbidden };

    private string? SignInFor(DoorPlace place, Ticket? ticket) => ticket?.Kind == TicketKind.Member ? null : ways.SignIn(place);

    private string NameOf(DoorPlace place) => rooms.Find(place.Room)?.Shown ?? place.Room.Key;

    private static string Seconds(TimeSpan time) => ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
