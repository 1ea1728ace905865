using ConferenceGateway.Connections;
using ConferenceGateway.Core;
using ConferenceGateway.Rooms;
using ConferenceGateway.Rooms.Live;

namespace ConferenceGateway.Proxy;

/// <summary>Whom a connection is counted for.</summary>
internal sealed class VisitorStep(Door door, ClientMarks clients, ConnectionTable connections)
{
    /// <summary>Whether it is a browser that asks; anything else is an app, which shows its own way in when Prosody refuses it.</summary>
    public static bool IsBrowser(HttpRequest request) =>
        request.Headers.UserAgent is [{ } agent, ..] && agent.StartsWith("Mozilla/", StringComparison.Ordinal);

    /// <summary>The visitor of whom the door knows that much.</summary>
    public Visitor Of(HttpContext context, RoomName room, in Entry entry)
    {
        if (entry.Service is { } service)
            return new Visitor(service.Way) { Name = service.Name };
        // As in a Jitsi without a gateway: of those who meet under a name that is nobody's, the first one is moderator.
        var isClaimed = door.IsClaimed(room);
        var isModerator = entry.Answer is DoorAnswer.Open { IsModerator: true } || (!isClaimed && !connections.HasModerator(room));
        var nobody = IsBrowser(context.Request) ? Visitor.InBrowser : Visitor.InApp;
        if (entry.Ticket is { } ticket)
            return nobody with { Ticket = ticket.Id, Account = ticket.Account, Invitation = ticket.Invitation, Name = ticket.Name, IsModerator = isModerator };
        // Only a chair sends somebody out, and only a claimed room has one.
        return isClaimed || isModerator ? nobody with { Client = isClaimed ? clients.Of(context) : null, IsModerator = isModerator } : nobody;
    }
}
