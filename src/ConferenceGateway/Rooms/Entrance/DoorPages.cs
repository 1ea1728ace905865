using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Tickets;
using Microsoft.Extensions.Primitives;

namespace ConferenceGateway.Rooms.Entrance;

/// <summary>
/// The door, at the room's own address: what it asks and what it answers. Its forms have no <c>action</c>, so that the
/// <c>#…</c> of an embedded meeting survives.
/// </summary>
internal sealed class DoorPages(ProblemWriter problems)
{
    /// <summary>The field that every form of the door has: what is wanted.</summary>
    public const string Field = "door";

    /// <summary>A name, a password; or the check's report, which comes to the same address. Bytes.</summary>
    public const int MostFormBytes = 4096;

    /// <summary>Shows what the door says to whoever cannot enter yet.</summary>
    public Task WriteAsync(HttpContext context, RoomName room, Ticket? ticket, DoorAnswer answer) =>
        problems.WriteAsync(context, new Problem.DoorClosed());

    /// <summary>Takes what somebody answers.</summary>
    public Task HandlePostAsync(
        HttpContext context, RoomName room, Ticket? ticket, DoorAnswer answer, IReadOnlyDictionary<string, StringValues> fields, string here) =>
        problems.WriteAsync(context, new Problem.DoorClosed());
}
