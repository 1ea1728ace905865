using System.Xml.Linq;
using ConferenceGateway.Lab.Model;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>
/// A multi-user chat room (XEP-0045, the part that meetings use). It lives while somebody is in it. Everything happens
/// inside the server's lock.
/// </summary>
internal sealed class MucRoom(XmppServer server, RoomAddress address)
{
    private readonly Dictionary<string, Occupant> _occupants = new(StringComparer.Ordinal);

    public RoomAddress Address { get; } = address;

    public int Count => _occupants.Count;

    public IReadOnlyList<string> Nicks => [.. _occupants.Keys];

    /// <summary>Nicks, and the full addresses of their connections.</summary>
    public IReadOnlyList<(string Nick, string Address)> Members => [.. _occupants.Values.Select(occupant => (occupant.Nick, occupant.Session.Address))];

    public MeetingSize Size => new(_occupants.Count, _occupants.Values.Count(occupant => occupant.HasCamera));

    public DateTimeOffset CreatedAt { get; } = server.Time.GetUtcNow();

    public Occupant? Find(XmppSession session) => _occupants.Values.FirstOrDefault(occupant => occupant.Session == session);

    public Occupant? Find(string nick) => _occupants.GetValueOrDefault(nick);

    /// <summary>Somebody comes, or tells something new of themselves.</summary>
    public void Enter(XmppSession session, string nick, XElement presence)
    {
        if (nick.Length == 0)
        {
            session.Deliver(Stanzas.Error(presence, "modify", "jid-malformed"));
            return;
        }
        var present = Find(session);
        if (_occupants.TryGetValue(nick, out var holder) && holder.Session != session)
        {
            session.Deliver(Stanzas.Error(presence, "cancel", "conflict"));
            return;
        }
        if (present is not null && present.Nick != nick)
            Rename(present, nick);
        if (present is null)
            Welcome(session, nick, presence);
        else
        {
            present.Presence = Contents(presence);
            server.Counted(this);
            Tell(present);
        }
    }

    /// <summary>Somebody goes.</summary>
    public void Drop(XmppSession session)
    {
        if (Find(session) is not { } leaver)
            return;
        Gone(leaver, null);
        session.Rooms.Remove(this);
        server.Counted(this);
    }

    /// <summary>To everybody, the sender too.</summary>
    public void Say(Occupant sender, XElement message)
    {
        foreach (var occupant in _occupants.Values)
            Relay(sender, occupant, message);
    }

    /// <summary>A message or IQ of one occupant to another.</summary>
    public void Relay(Occupant sender, Occupant receiver, XElement stanza)
    {
        var copy = new XElement(stanza);
        copy.SetAttributeValue("from", Address.Occupant(sender.Nick));
        copy.SetAttributeValue("to", receiver.Session.Address);
        receiver.Session.Deliver(copy);
    }

    private void Welcome(XmppSession session, string nick, XElement presence)
    {
        var created = _occupants.Count == 0;
        var newcomer = new Occupant(session, nick, Standing(session, created)) { Presence = Contents(presence) };
        foreach (var occupant in _occupants.Values)
            session.Deliver(Presence(occupant, session, null, []));
        _occupants.Add(nick, newcomer);
        session.Rooms.Add(this);
        // Counted first: whoever hears that they are in finds themselves counted.
        server.Counted(this);
        Tell(newcomer, created ? ["201"] : []);
        session.Deliver(new XElement(Client + "message",
            new XAttribute("type", "groupchat"),
            new XAttribute("from", Address.Jid),
            new XAttribute("to", session.Address),
            new XElement(Client + "subject")));
    }

    private void Rename(Occupant occupant, string nick)
    {
        Gone(occupant, nick);
        occupant.Nick = nick;
        _occupants.Add(nick, occupant);
    }

    private void Gone(Occupant leaver, string? newNick)
    {
        string[] codes = newNick is null ? [] : ["303"];
        foreach (var occupant in _occupants.Values)
            occupant.Session.Deliver(Presence(leaver, occupant.Session, "unavailable", codes, newNick));
        _occupants.Remove(leaver.Nick);
    }

    private void Tell(Occupant news, params string[] codesForThemselves)
    {
        foreach (var occupant in _occupants.Values)
            occupant.Session.Deliver(Presence(news, occupant.Session, null, occupant == news ? codesForThemselves : []));
    }

    private XElement Presence(Occupant of, XmppSession to, string? type, string[] codes, string? newNick = null)
    {
        string[] all = of.Session == to ? ["110", .. codes] : codes;
        return new XElement(Client + "presence",
            new XAttribute("from", Address.Occupant(of.Nick)),
            new XAttribute("to", to.Address),
            type is null ? null : new XAttribute("type", type),
            type is null ? of.Presence : null,
            new XElement(MucUser + "x",
                new XElement(MucUser + "item",
                    new XAttribute("affiliation", of.Affiliation),
                    new XAttribute("role", type is null ? of.Affiliation == "owner" ? "moderator" : "participant" : "none"),
                    newNick is null ? null : new XAttribute("nick", newNick)),
                all.Select(code => new XElement(MucUser + "status", new XAttribute("code", code)))));
    }

    /// <summary>By the token, where it says so; else who comes first is the owner, for there is no real Jicofo to give out roles.</summary>
    private string Standing(XmppSession session, bool isFirst) =>
        server.Tokens is { OwnerByToken: true } ? session.Claims is { IsModerator: true } ? "owner" : "member"
        : isFirst ? "owner" : "none";

    /// <summary>What somebody tells of themselves; the room's own words are never taken from a client.</summary>
    private static XElement[] Contents(XElement presence) =>
        [.. presence.Elements().Where(element => element.Name.Namespace != Muc && element.Name.Namespace != MucUser)];

    /// <summary>Somebody in the room.</summary>
    public sealed class Occupant(XmppSession session, string nick, string affiliation)
    {
        public XmppSession Session { get; } = session;

        public string Nick { get; set; } = nick;

        /// <summary><c>owner</c>, <c>member</c> or <c>none</c>.</summary>
        public string Affiliation { get; } = affiliation;

        public XElement[] Presence { get; set; } = [];

        /// <summary>As Jitsi's clients have said it since they had cameras.</summary>
        public bool HasCamera => Presence.Any(element => element.Name.LocalName == "videomuted" && element.Value == "false");
    }
}
