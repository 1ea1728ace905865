using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Portal;
using ConferenceGateway.Portal.Api;
using ConferenceGateway.Rooms.Changes;
using Json = ConferenceGateway.Rooms.Api.RoomsApiJson;

namespace ConferenceGateway.Rooms.Api;

/// <summary>What all operations on rooms share: who may, and how a room and a deed are answered.</summary>
internal sealed class RoomDesk(RoomAccess access, ConnectionTable connections, KnockBook knocks, Origins origins)
{
    /// <summary>The room, if the caller may do that with it; else the answer.</summary>
    public IResult? Refuses(HttpContext context, string segment, RoomPower needed, out Room room) =>
        access.Refusal(Caller.Of(context)!, segment, needed, out room) is { } problem ? ApiAnswer.Of(problem) : null;

    /// <summary>The room as it is shown.</summary>
    public RoomBody BodyOf(Room room) => new(
        room.Name.Key, room.Title, LinkTo(room), room.Chair, RoomNames.Of(room.Entry), room.OpensWithModerator, RoomNames.Of(room.Lock),
        room.HasPassword, room.PasswordSetAt, room.Expected, room.Maximum, connections.CountOf(room.Name), knocks.Waiting(room.Name).Count, room.CreatedAt, room.Revision);

    /// <summary>What became of a deed: the room, or why not.</summary>
    public IResult Answer(RoomAnswer answer) => answer switch
    {
        RoomAnswer.Done { Room: var room } => ApiAnswer.Ok(BodyOf(room), Json.Api.RoomBody, room.Revision),
        RoomAnswer.GivenUp => ApiAnswer.Nothing,
        var refused => ApiAnswer.Of(refused.Problem ?? new Problem.Internal()),
    };

    /// <summary>Where the members go.</summary>
    public string LinkTo(Room room) => $"{origins.Meeting}/{room.Name.Link}";

    /// <summary>The link of an invitation.</summary>
    public string LinkTo(RoomAnswer.Invited invited) => invited.LinkAt(origins);

    /// <summary>What somebody sent cannot be: each fault by its member.</summary>
    public static IResult Wrong(IReadOnlyDictionary<string, Text> faults) =>
        ApiAnswer.Of(new Problem.WrongValue(Text.Same(string.Join(' ', faults.Select(fault => $"{fault.Key}: {fault.Value.English}")))));
}
