using System.Globalization;
using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Passwords;
using ConferenceGateway.Tickets;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// Takes what somebody answers at the door. What no longer fits the door as it is now leads back to it. A form that comes
/// back has 422, as every form of ours: browsers show it as any page.
/// </summary>
internal sealed class DoorForms(RoomBook rooms, KnockBook knocks, RoomPasswords passwords, EntranceTickets tickets, DoorPages pages, TimeProvider time)
{
    /// <summary>A name, a password; or the check's report, which comes to the same address. Bytes.</summary>
    public const int MostBytes = 4096;

    /// <summary>Takes a form whose fields have been read.</summary>
    public Task HandleAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorAnswer answer, IReadOnlyDictionary<string, StringValues> fields)
    {
        var input = new DoorInput { Name = TicketText.NameOf(One(fields, "name")), IsShown = fields.ContainsKey("shown") };
        return (One(fields, DoorPages.Field), answer) switch
        {
            ("enter", DoorAnswer.AskPassword) => TryAsync(context, place, ticket, answer, input, One(fields, "password")),
            ("show" or "hide", DoorAnswer.AskPassword) => TurnAsync(context, place, ticket, answer, input, One(fields, "password")),
            ("knock", DoorAnswer.AskPassword { CanKnock: true } or DoorAnswer.AskName) => KnockAsync(context, place, ticket, answer, input),
            ("rename", DoorAnswer.Wait { For: WaitFor.Chair }) when ticket is not null => pages.WriteOtherNameAsync(context, place, ticket, new DoorInput { Name = ticket.Name }),
            ("name", DoorAnswer.Wait { For: WaitFor.Chair }) when ticket is not null => RenameAsync(context, place, ticket, input),
            ("leave", DoorAnswer.Wait { For: WaitFor.Chair }) when ticket is not null => LeaveAsync(context, place, ticket),
            _ => BackAsync(context, place),
        };
    }

    private async Task TryAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorAnswer answer, DoorInput input, string? typed)
    {
        // The ticket is good for the room whose password this was, and not for what the room becomes meanwhile.
        if (rooms.Find(place.Room) is not { } room)
        {
            await BackAsync(context, place);
            return;
        }

        var again = input with { Password = input.IsShown ? Cut(typed) : null };
        switch (await passwords.TryAsync(context, room, typed, ticket))
        {
            case PasswordTry.Right:
                var made = tickets.Make(room.Name, room, TicketKind.Password, input.Name);
                // The same visitor as before: whoever was sent out stays out.
                tickets.GoOn(context, place, ticket is { Kind: < TicketKind.Invited } ? made with { Id = ticket.Id } : made);
                break;
            case PasswordTry.Wait(var wait):
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                await pages.WriteAsync(context, place, ticket, answer, again with { PasswordFault = DoorTexts.TooMany(ClockAfter(wait)) }, StatusCodes.Status429TooManyRequests);
                break;
            case PasswordTry.Wrong(var onlyCase):
                await pages.WriteAsync(context, place, ticket, answer, again with { PasswordFault = onlyCase ? DoorTexts.OnlyCase : DoorTexts.Wrong }, StatusCodes.Status422UnprocessableEntity);
                break;
        }
    }

    private Task TurnAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorAnswer answer, DoorInput input, string? typed) =>
        pages.WriteAsync(context, place, ticket, answer, input with { IsShown = !input.IsShown, Password = Cut(typed) });

    private Task KnockAsync(HttpContext context, DoorPlace place, Ticket? ticket, DoorAnswer answer, DoorInput input)
    {
        // Who was refused is told so, until that is forgotten.
        if (ticket is not null && knocks.IsRefused(place.Room, ticket.Id))
            return BackAsync(context, place);
        if (input.Name is null)
            return pages.WriteAsync(context, place, ticket, answer, input with { NameFault = DoorTexts.NameMissing }, StatusCodes.Status422UnprocessableEntity);
        var waiting = tickets.Make(place.Room, rooms.Find(place.Room), TicketKind.Waiting, input.Name);
        if (!knocks.TryKnock(place.Room, waiting.Id, input.Name, context.Connection.RemoteIpAddress, out _))
        {
            return pages.WriteAsync(context, place, ticket, answer, input with { NameFault = DoorTexts.TooManyWait }, StatusCodes.Status503ServiceUnavailable);
        }

        tickets.GoOn(context, place, waiting);
        return Task.CompletedTask;
    }

    private Task RenameAsync(HttpContext context, DoorPlace place, Ticket ticket, DoorInput input)
    {
        if (input.Name is null)
            return pages.WriteOtherNameAsync(context, place, ticket, input with { NameFault = DoorTexts.NameMissing }, StatusCodes.Status422UnprocessableEntity);
        knocks.Rename(place.Room, ticket.Id, input.Name);
        tickets.GoOn(context, place, ticket with { Name = input.Name });
        return Task.CompletedTask;
    }

    private Task LeaveAsync(HttpContext context, DoorPlace place, Ticket ticket)
    {
        knocks.Leave(place.Room, ticket.Id);
        tickets.Take(context, place.Room);
        // The start page cannot be framed.
        SeeOther.Send(context, FramedRequest.Is(context.Request) ? place.Here : "/");
        return Task.CompletedTask;
    }

    private static Task BackAsync(HttpContext context, DoorPlace place)
    {
        SeeOther.Send(context, place.Came);
        return Task.CompletedTask;
    }

    // To the next full minute: who comes by the clock does not come too early.
    private string ClockAfter(TimeSpan wait) => ShownTime.Clock(time.GetUtcNow() + wait + TimeSpan.FromSeconds(59), time);

    private static string? One(IReadOnlyDictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var values) && values is [var value] ? value : null;

    private static string? Cut(string? typed) => typed is { Length: > TypedPassword.MostCharacters } ? typed[..TypedPassword.MostCharacters] : typed;
}
