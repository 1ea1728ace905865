using System.Xml.Linq;
using static ConferenceGateway.Lab.Xmpp.XmppXml;

namespace ConferenceGateway.Lab.Xmpp;

/// <summary>
/// One signed-in (or not yet signed-in) client, whatever carries it. The transport hands in what it received and gets
/// back, through <paramref name="deliver"/>, what is to be sent; both inside the server's lock, so delivering only enqueues.
/// </summary>
/// <param name="server">The rooms and everybody in them.</param>
/// <param name="deliver">Enqueues an element for the client.</param>
/// <param name="close">Ends the stream from the server's side, after what was delivered.</param>
/// <param name="token">What the request that began it carried; null: nothing.</param>
internal sealed class XmppSession(XmppServer server, Action<XElement> deliver, Action close, string? token)
{
    private readonly string _user = Guid.NewGuid().ToString();
    private bool _authenticated;
    private bool _ended;

    /// <summary>The domain the client asked for; MUC and focus are below it.</summary>
    public string Host { get; private set; } = "localhost";

    /// <summary>The full address, empty before it is bound.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the token says; null: none was asked for, or nobody has signed in.</summary>
    public TokenClaims? Claims { get; private set; }

    /// <summary>Rooms that the client is in; kept by the rooms.</summary>
    public HashSet<MucRoom> Rooms { get; } = [];

    public void Deliver(XElement element)
    {
        if (!_ended)
            deliver(element);
    }

    /// <summary>A new stream: at the beginning, and again after SASL.</summary>
    public void StartStream(string? to)
    {
        lock (server.Gate)
        {
            if (!string.IsNullOrEmpty(to))
                Host = to.ToLowerInvariant();
            Deliver(_authenticated
                ? Stanzas.Features(new XElement(Bind + "bind"), new XElement(Session + "session", new XElement(Session + "optional")))
                : Stanzas.Features(new XElement(Sasl + "mechanisms", new XElement(Sasl + "mechanism", "ANONYMOUS"))));
        }
    }

    public void Receive(XElement stanza)
    {
        lock (server.Gate)
        {
            if (_ended)
                return;
            if (stanza.Name.Namespace == Sasl)
                Authenticate(stanza);
            else if (!_authenticated)
                Refuse("not-authorized");
            else
                ReceiveStanza(stanza);
        }
    }

    /// <summary>The client is gone: it leaves its rooms. Harmless when repeated.</summary>
    public void End()
    {
        lock (server.Gate)
        {
            if (_ended)
                return;
            _ended = true;
            foreach (var room in Rooms.ToArray())
                room.Drop(this);
            server.Forget(this);
        }
    }

    private void Refuse(string condition)
    {
        Deliver(Stanzas.StreamError(condition));
        close();
    }

    private void Authenticate(XElement stanza)
    {
        if (stanza.Name.LocalName != "auth" || stanza.Get("mechanism") != "ANONYMOUS")
        {
            Fail(stanza.Name.LocalName == "auth" ? "invalid-mechanism" : "aborted", null);
            return;
        }

        if (server.Tokens is { } tokens)
        {
            if (tokens.Refuse(token, out var claims) is var (condition, text))
            {
                Fail(condition, text);
                return;
            }

            Claims = claims;
        }

        _authenticated = true;
        Deliver(new XElement(Sasl + "success"));
    }

    private void Fail(string condition, string? text) =>
        Deliver(new XElement(Sasl + "failure", new XElement(Sasl + condition), text is null ? null : new XElement(Sasl + "text", text)));

    private void ReceiveStanza(XElement stanza)
    {
        if (stanza.Name.Namespace != Client)
            return; // Stream management and the like: not offered, so nothing waits for an answer.
        if (stanza.Name.LocalName == "iq" && stanza.Element(Bind + "bind") is { } bind)
            BindResource(stanza, bind);
        else if (Address.Length == 0)
            Refuse("not-authorized");
        else
            server.Route(this, stanza);
    }

    private void BindResource(XElement iq, XElement bind)
    {
        var wish = bind.Element(Bind + "resource")?.Value.Trim();
        Address = $"{_user}@{Host}/{(string.IsNullOrEmpty(wish) ? Guid.NewGuid().ToString("N")[..12] : wish)}";
        Deliver(Stanzas.Result(iq, null, new XElement(Bind + "bind", new XElement(Bind + "jid", Address))));
        server.Remember(this);
        server.Announce(this);
    }
}
