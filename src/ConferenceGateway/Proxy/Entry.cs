using ConferenceGateway.Connections;
using ConferenceGateway.Rooms;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Proxy;

/// <summary>Who asks, and what the door says.</summary>
/// <param name="Ticket">What they hold for this room; null: nothing that counts here.</param>
/// <param name="Answer">The door's answer.</param>
internal readonly record struct Entry(Ticket? Ticket, DoorAnswer Answer)
{
    /// <summary>Whether the ticket came as a cookie, and so can be renewed.</summary>
    public bool IsOfBrowser { get; init; }

    /// <summary>The service that asks; null: a person.</summary>
    public KnownService? Service { get; init; }

    /// <summary>Whether they may go in.</summary>
    public bool IsOpen => Answer is DoorAnswer.Open;
}
