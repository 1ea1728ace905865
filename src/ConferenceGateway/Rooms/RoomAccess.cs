using ConferenceGateway.Portal;
using ConferenceGateway.Rooms.Changes;

namespace ConferenceGateway.Rooms;

/// <summary>What somebody may do with one room.</summary>
[Flags]
public enum RoomPower
{
    /// <summary>Not even know that somebody has claimed it.</summary>
    None = 0,

    /// <summary>See its settings, people and invitations.</summary>
    Read = 1,

    /// <summary>Act on the meeting: let in, send out, lock, stop.</summary>
    Act = 2,

    /// <summary>Change settings, password, people, invitations.</summary>
    Change = 4,

    /// <summary>Give the room to another, or give it up.</summary>
    Give = 8,
}

/// <summary>
/// Who may do what with which room: the one place that knows. A right of the portal says that somebody may ask about rooms
/// at all; this says about which.
/// </summary>
internal sealed class RoomAccess(RoomBook rooms, RoomsOptions options)
{
    private const RoomPower OfCoChair = RoomPower.Read | RoomPower.Act | RoomPower.Change;

    /// <summary>What a caller may do with that room now.</summary>
    public static RoomPower Of(Caller caller, Room room)
    {
        var power = room.RoleOf(caller.Account) switch
        {
            RoomRole.Chair => OfCoChair | RoomPower.Give,
            RoomRole.CoChair => OfCoChair,
            RoomRole.Moderator => RoomPower.Act,
            _ => RoomPower.None,
        };
        if (caller.Roles.HasFlag(Roles.Admin))
            power |= OfCoChair | RoomPower.Give;
        return caller.Roles.HasFlag(Roles.Auditor) ? power | RoomPower.Read : power;
    }

    /// <summary>Whether a caller may claim a free name.</summary>
    public bool MayClaim(Caller caller) => caller.Roles.HasFlag(Roles.Admin) || options.Claim switch
    {
        RoomClaimers.SignedIn => true,
        RoomClaimers.Chairs => caller.Roles.HasFlag(Roles.Chair),
        _ => false,
    };

    /// <summary>Who may, for whoever may not.</summary>
    public Text WhoClaims => options.Claim == RoomClaimers.Admins
        ? new("Räume legt hier nur die Verwaltung an.", "Only admins claim rooms here.")
        : new("Räume legt hier an, wer die Rolle Leitung hat. Die Verwaltung kann sie geben.", "Whoever has the role chair claims rooms here. An admin can give it.");

    /// <summary>Of how many rooms one account can be the chair by that caller's deeds; null: any number.</summary>
    public int? Most(Caller caller) => caller.Roles.HasFlag(Roles.Admin) ? null : options.MostOfOne;

    /// <summary>Whether a caller sees the rooms of all others too.</summary>
    public static bool SeesAll(Caller caller) => (caller.Roles & (Roles.Admin | Roles.Auditor)) != 0;

    /// <summary>Whether the pages of rooms are anything to that caller.</summary>
    public bool HasPages(Caller caller) => MayClaim(caller) || SeesAll(caller) || OwnOf(caller).Any();

    /// <summary>The rooms in which a caller is something, in the order of their names.</summary>
    public IEnumerable<Room> OwnOf(Caller caller) => InOrder(rooms.All.Where(room => room.RoleOf(caller.Account) is not null));

    /// <summary>All rooms that a caller sees, in the order of their names, behind the one named.</summary>
    public IEnumerable<Room> VisibleTo(Caller caller, string after = "") =>
        InOrder(rooms.All.Where(room => string.CompareOrdinal(room.Name.Key, after) > 0 && Of(caller, room) != RoomPower.None));

    /// <summary>The room of a segment of an address; null: there is none that this caller may know of.</summary>
    public Room? Find(Caller caller, string segment) =>
        RoomNames.TryParseSegment(segment, out var name) && rooms.Find(name) is { } room && Of(caller, room) != RoomPower.None ? room : null;

    /// <summary>Finds the room, or says why this caller cannot do that with it.</summary>
    public Problem? Refusal(Caller caller, string segment, RoomPower needed, out Room room)
    {
        room = Find(caller, segment)!;
        if (room is null)
            return RoomAnswer.NoSuchRoom;
        return Of(caller, room).HasFlag(needed) ? null : new Problem.NotYours(WhoMay(needed));
    }

    private static Text WhoMay(RoomPower needed) => needed switch
    {
        RoomPower.Give => new("Das darf nur die Leitung des Raums oder die Verwaltung.", "Only the room's chair or an admin may do that."),
        RoomPower.Act => new("Das dürfen nur Leitung, Mitleitung und Moderation des Raums.", "Only the room's chair, co-chairs and moderators may do that."),
        _ => new("Das dürfen nur Leitung und Mitleitung des Raums.", "Only the room's chair and co-chairs may do that."),
    };

    private static IEnumerable<Room> InOrder(IEnumerable<Room> some) => some.OrderBy(room => room.Name.Key, StringComparer.Ordinal);
}
