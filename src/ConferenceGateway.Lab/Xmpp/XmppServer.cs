using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConferenceGateway.Lab.Model;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>
/// The part of Prosody and Jicofo that a meeting needs: who is connected, who is in which room, and the answers to the
/// questions that clients ask. One lock for all of it: rooms are small and every step is short.
/// </summary>
internal sealed class XmppServer(string announcedName, LabToken? token, JicofoModel jicofo, TimeProvider time)
{
    // jicofo.conference.initial-timeout
    private static readonly TimeSpan EmptyTime = TimeSpan.FromSeconds(15);

    private readonly Dictionary<RoomAddress, MucRoom> _rooms = [];
    private readonly Dictionary<string, DateTimeOffset> _opened = new(StringComparer.Ordinal);
    private readonly HashSet<XmppSession> _sessions = [];
    private bool _isClosed;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeProvider Time { get; } = time;

    /// <summary>How tokens are judged; null: nobody is asked for one.</summary>
    public TokenRules? Tokens { get; } = token is null ? null : new TokenRules(token, time);

    public Lock Gate { get; } = new();

    /// <summary>Ends at the next change of who is where.</summary>
    public Task Changed
    {
        get
        {
            lock (Gate)
                return _changed.Task;
        }
    }

    public int SessionCount
    {
        get
        {
            lock (Gate)
                return _sessions.Count;
        }
    }

    public Dictionary<string, int> Occupancy()
    {
        lock (Gate)
            return _rooms.Values.GroupBy(room => room.Address.Name).ToDictionary(group => group.Key, group => group.Sum(room => room.Count));
    }

    /// <summary>Every room by its internal address; those too that Jicofo has opened and nobody has entered yet.</summary>
    public IReadOnlyList<(string Jid, int Count, DateTimeOffset CreatedAt)> Census()
    {
        lock (Gate)
        {
            var now = Time.GetUtcNow();
            foreach (var (jid, openedAt) in _opened.ToArray())
            {
                if (now - openedAt >= EmptyTime)
                    _opened.Remove(jid);
            }

            var living = _rooms.Values.Select(room => (Jid: room.Address.InternalJid, room.Count, room.CreatedAt)).ToArray();
            return [.. living, .. _opened.ExceptBy(living.Select(room => room.Jid), room => room.Key).Select(room => (room.Key, 0, room.Value))];
        }
    }

    /// <summary>Who is in which room, by nick.</summary>
    public IReadOnlyList<(RoomAddress Address, IReadOnlyList<string> Nicks)> Occupants()
    {
        lock (Gate)
            return [.. _rooms.Values.Select(room => (room.Address, room.Nicks))];
    }

    /// <summary>Who is in the room of that internal address, with the addresses of their connections.</summary>
    public IReadOnlyList<(string Nick, string Address)> MembersOf(string jid)
    {
        lock (Gate)
            return _rooms.Values.FirstOrDefault(room => room.Address.InternalJid == jid)?.Members ?? [];
    }

    /// <summary>Who is in the room of that internal address.</summary>
    public IReadOnlyList<string> OccupantsOf(string jid)
    {
        lock (Gate)
            return _rooms.Values.FirstOrDefault(room => room.Address.InternalJid == jid)?.Nicks ?? [];
    }

    /// <summary>Whether there is a room of that address, in clients' spelling or in the internal one.</summary>
    public bool Has(string jid)
    {
        lock (Gate)
            return _rooms.Keys.Any(address => address.InternalJid == jid || address.Jid == jid) || _opened.ContainsKey(jid);
    }

    /// <summary>Somebody asked Jicofo for it: it goes in and waits for people.</summary>
    public void Open(string jid)
    {
        lock (Gate)
            _opened[jid] = Time.GetUtcNow();
    }

    /// <summary>To everybody named, wherever they are.</summary>
    public void Tell(LabSystemMessage message)
    {
        var content = new JsonObject { ["displayName"] = message.DisplayName, ["type"] = "system_chat_message", ["message"] = message.Message };
        lock (Gate)
        {
            foreach (var session in _sessions.Where(session => message.To.Contains(session.Address)))
            {
                session.Deliver(new XElement(Client + "message",
                    new XAttribute("from", message.Room),
                    new XAttribute("to", session.Address),
                    new XElement(JitsiMeet + "json-message", content.ToJsonString())));
            }
        }
    }

    public void Remember(XmppSession session) => _sessions.Add(session);

    public void Forget(XmppSession session) => _sessions.Remove(session);

    /// <summary>Somebody came, went, or switched a camera.</summary>
    public void Counted(MucRoom room)
    {
        if (room.Count == 0)
            _rooms.Remove(room.Address);
        if (!_isClosed)
            jicofo.Count(room.Address.InternalJid, room.Size);
        Signal();
    }

    /// <summary>Its rooms are no longer told to Jicofo: those of the next life may have the same names.</summary>
    public void Close()
    {
        lock (Gate)
            _isClosed = true;
    }

    public void Signal()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Tells a fresh client on which shard it is, as Jitsi's mod_jiconop does.</summary>
    public void Announce(XmppSession session) => session.Deliver(new XElement(Client + "message",
        new XAttribute("from", session.Host),
        new XAttribute("to", session.Address),
        ServerInfo()));

    public void Route(XmppSession session, XElement stanza)
    {
        var to = Jid.Parse(stanza.Get("to"));
        var room = RoomAddress.Of(to, session.Host);
        switch (stanza.Name.LocalName)
        {
            case "presence" when room is { } address:
                RoutePresence(session, address, to.Resource, stanza);
                break;
            case "presence":
                break;
            case "message" when room is { } address:
                RouteMessage(session, address, to.Resource, stanza);
                break;
            case "message":
                session.Deliver(Stanzas.Error(stanza, "cancel", "service-unavailable"));
                break;
            case "iq" when room is { } address && to.Resource.Length > 0:
                RelayIq(session, address, to.Resource, stanza);
                break;
            case "iq" when stanza.Get("type") is "get" or "set":
                session.Deliver(Answer(session, to, room, stanza));
                break;
        }
    }

    private void RoutePresence(XmppSession session, RoomAddress address, string nick, XElement presence)
    {
        _rooms.TryGetValue(address, out var room);
        switch (presence.Get("type"))
        {
            case null when Tokens is { } tokens && !tokens.Allows(session.Claims!, address):
                session.Deliver(Stanzas.Error(presence, "cancel", "not-allowed", "Room and token mismatched"));
                break;
            case "unavailable":
                room?.Drop(session);
                break;
            case null:
                if (room is null && nick.Length > 0)
                    _rooms.Add(address, room = new MucRoom(this, address));
                if (room is null)
                    session.Deliver(Stanzas.Error(presence, "modify", "jid-malformed"));
                else
                    room.Enter(session, nick, presence);
                break;
        }
    }

    private void RouteMessage(XmppSession session, RoomAddress address, string nick, XElement message)
    {
        if (!_rooms.TryGetValue(address, out var room) || room.Find(session) is not { } sender)
            session.Deliver(Stanzas.Error(message, "modify", "not-acceptable"));
        else if (nick.Length == 0)
            room.Say(sender, message);
        else if (room.Find(nick) is { } receiver)
            room.Relay(sender, receiver, message);
        else
            session.Deliver(Stanzas.Error(message, "cancel", "item-not-found"));
    }

    private void RelayIq(XmppSession session, RoomAddress address, string nick, XElement iq)
    {
        if (_rooms.TryGetValue(address, out var room) && room.Find(session) is { } sender && room.Find(nick) is { } receiver)
            room.Relay(sender, receiver, iq);
        else if (iq.Get("type") is "get" or "set")
            session.Deliver(Stanzas.Error(iq, "cancel", "item-not-found"));
    }

    private XElement Answer(XmppSession session, Jid to, RoomAddress? room, XElement iq)
    {
        var question = iq.Elements().FirstOrDefault();
        var own = to.Domain.Length == 0 || to.Domain == session.Host;
        if (question is null)
            return Stanzas.Error(iq, "modify", "bad-request");
        if (question.Name == Ping + "ping" || question.Name == Session + "session")
            return Stanzas.Result(iq, null);
        if (question.Name == DiscoInfo + "query" && own)
            return Stanzas.Result(iq, null, ServerInfo());
        if (question.Name == DiscoInfo + "query" && to.Domain.StartsWith("conference.", StringComparison.Ordinal))
            return Stanzas.Result(iq, null, RoomInfo(to));
        if (question.Name == DiscoItems + "query")
            return Stanzas.Result(iq, null, new XElement(DiscoItems + "query"));
        if (question.Name == Roster + "query" && own)
            return Stanzas.Result(iq, null, new XElement(Roster + "query"));
        if (question.Name == MucOwner + "query" && room is not null)
            return Stanzas.Result(iq, null, iq.Get("type") == "get" ? new XElement(MucOwner + "query") : null);
        if (question.Name == Focus + "conference")
        {
            if (RoomAddress.Of(Jid.Parse(question.Get("room")), session.Host) is { } wanted)
                Open(wanted.InternalJid);
            return Stanzas.Result(iq, null, Ready(session, question));
        }

        return Stanzas.Error(iq, "cancel", "service-unavailable");
    }

    private XElement ServerInfo() => new(DiscoInfo + "query",
        Identity("server", "im", "Lab"),
        announcedName.Length == 0 ? null : Identity("server", "shard", announcedName),
        new[] { DiscoInfo.NamespaceName, Ping.NamespaceName, Focus.NamespaceName }.Select(Feature));

    private static XElement RoomInfo(Jid to) => new(DiscoInfo + "query",
        Identity("conference", "text", to.Local.Length == 0 ? "Lab" : to.Local),
        new[] { Muc.NamespaceName, "muc_unmoderated", "muc_open", "muc_temporary", "muc_public", "muc_nonanonymous" }.Select(Feature));

    /// <summary>What Jicofo says to everybody: come in.</summary>
    private static XElement Ready(XmppSession session, XElement question) => new(Focus + "conference",
        new XAttribute("room", question.Get("room") ?? ""),
        new XAttribute("ready", "true"),
        new XAttribute("focusjid", $"focus@auth.{session.Host}"),
        new XElement(Focus + "property", new XAttribute("name", "authentication"), new XAttribute("value", "false")));

    private static XElement Identity(string category, string type, string name) => new(DiscoInfo + "identity",
        new XAttribute("category", category), new XAttribute("type", type), new XAttribute("name", name));

    private static XElement Feature(string name) => new(DiscoInfo + "feature", new XAttribute("var", name));
}
