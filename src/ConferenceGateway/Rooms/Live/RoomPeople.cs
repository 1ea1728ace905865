using ConferenceGateway.Connections;
using ConferenceGateway.Core;

namespace ConferenceGateway.Rooms.Live;

/// <summary>Somebody in a room, as its chair sees them; never an address.</summary>
/// <param name="Id">What a kick names.</param>
/// <param name="Name">As the door knows them; null: a guest.</param>
/// <param name="GuestNumber">Counted up in each room; null for whoever has a name.</param>
/// <param name="Way">By which way they came.</param>
/// <param name="Since">Since when.</param>
/// <param name="IsModerator">Whether they may mute and remove others.</param>
public sealed record RoomPerson(Guid Id, string? Name, int? GuestNumber, ConnectionWay Way, DateTimeOffset Since, bool IsModerator);

/// <summary>Who is in a room now.</summary>
internal sealed class RoomPeople(ConnectionTable connections)
{
    /// <summary>One row a person, however many sockets they have; the longest first.</summary>
    public IReadOnlyList<RoomPerson> Of(RoomName room) =>
    [
        .. connections.Of(room).Where(connection => !connection.IsDismissed).GroupBy(connection => connection.Person).Select(person =>
        {
            var visitor = person.Last().Visitor;
            return new RoomPerson(
                person.Key.Id, visitor.Name, visitor.Name is null ? person.Key.Number : null, visitor.Way, person.Key.Since,
                person.Any(connection => connection.Visitor.IsModerator));
        }).OrderBy(person => person.Since),
    ];
}
