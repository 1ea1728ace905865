using ConferenceGateway.Core;
using ConferenceGateway.Tickets;

namespace ConferenceGateway.Rooms;

/// <summary>Exchanges the tokens of trusted sites for tickets of rooms as they are now.</summary>
internal sealed class Partners(PartnerTokens tokens, RoomBook rooms)
{
    /// <summary>The ticket for which a token is exchanged; null: it counts for nothing here.</summary>
    public Ticket? Exchange(ReadOnlySpan<char> text, RoomName room)
    {
        var now = rooms.Find(room);
        return tokens.Exchange(text, room, now?.RightsRevision ?? 0, now?.PasswordSetAt);
    }
}
